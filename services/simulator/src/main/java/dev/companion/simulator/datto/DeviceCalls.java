package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Site;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Devices, generated from each site's count: a device has the same ids in every answer. */
final class DeviceCalls {

    private record Device(Site site, int number) {

        String hostname() {
            return "WS-" + site.id() + "-" + String.format(Locale.ROOT, "%04d", number);
        }

        boolean isOnline() {
            return number <= site.onlineDevices();
        }

        Kind kind() {
            return number % 20 == 0 ? Kind.PRINTER : number % 10 == 0 ? Kind.SERVER : Kind.DESKTOP;
        }
    }

    /** What a device is. */
    private enum Kind {
        DESKTOP("Desktop", "Main System Chassis", "device", "Microsoft Windows 11 Pro 10.0.26100"),
        SERVER("Server", "Rack Mount Chassis", "device", "Microsoft Windows Server 2022 Standard 10.0.20348"),
        PRINTER("Printer", "Printer", "printer", null);

        private final String category;
        private final String type;
        private final String deviceClass;
        private final @Nullable String operatingSystem;

        Kind(String category, String type, String deviceClass, @Nullable String operatingSystem) {
            this.category = category;
            this.type = type;
            this.deviceClass = deviceClass;
            this.operatingSystem = operatingSystem;
        }
    }

    /** A filter that every account has, by the id that callers name it by. */
    private record Filter(long id, String name, Predicate<Device> picks) {}

    private static final List<Filter> FILTERS = List.of(
            new Filter(1, "All Devices", _ -> true),
            new Filter(2, "All Desktops", device -> device.kind() == Kind.DESKTOP),
            new Filter(3, "All Servers", device -> device.kind() == Kind.SERVER),
            new Filter(4, "All Printers", device -> device.kind() == Kind.PRINTER),
            new Filter(5, "All Online Devices", Device::isOnline));

    private final World world;
    private final DattoWorld datto;
    private final SiteCalls sites;
    private final DattoPages pages;

    DeviceCalls(World world, SiteCalls sites, DattoPages pages) {
        this.world = world;
        this.datto = world.datto();
        this.sites = sites;
        this.pages = pages;
    }

    Answer ofSite(DattoCall call) {
        List<Device> all = devicesOf(sites.visible(call, call.argument(0)));
        List<Device> rows = filter(call)
                .map(filter -> all.stream().filter(filter.picks()).toList())
                .orElse(all);
        return pages.page(call, "devices", rows, this::render);
    }

    Answer filters(DattoCall call) {
        return pages.page(
                call,
                "filters",
                FILTERS,
                filter -> Json.object(
                        "id", filter.id(), "name", filter.name(), "description", null, "type", "rmm_default"));
    }

    /** The filter that a call names; it overrides all other conditions. */
    private static Optional<Filter> filter(DattoCall call) {
        String id = call.query().get("filterId");
        if (id == null || id.isEmpty()) {
            return Optional.empty();
        }
        if (!id.matches("\\d{1,18}")) {
            throw new DattoRefusal(400, "Invalid value of filterId");
        }
        return Optional.of(FILTERS.stream()
                .filter(filter -> filter.id() == Long.parseLong(id))
                .findFirst()
                .orElseThrow(() -> new DattoRefusal(404, "Filter " + id + " was not found")));
    }

    Answer ofAccount(DattoCall call) {
        Stream<Device> all = datto.sitesVisibleTo(call.key()).stream().flatMap(site -> devicesOf(site).stream());
        Predicate<Device> picked = filter(call).map(Filter::picks).orElseGet(() -> conditions(call));
        return pages.page(call, "devices", all.filter(picked).toList(), this::render);
    }

    private static Predicate<Device> conditions(DattoCall call) {
        var asked = call.query();
        Predicate<String> siteName = SiteCalls.like(asked.getOrDefault("siteName", ""));
        Predicate<String> hostname = SiteCalls.like(asked.getOrDefault("hostname", ""));
        Predicate<String> type = SiteCalls.like(asked.getOrDefault("deviceType", ""));
        String system = asked.getOrDefault("operatingSystem", "");
        Predicate<String> operatingSystem = SiteCalls.like(system);
        return device -> siteName.test(device.site().name())
                && hostname.test(device.hostname())
                && (type.test(device.kind().category) || type.test(device.kind().type))
                && (system.isEmpty()
                        || device.kind().operatingSystem != null
                                && operatingSystem.test(device.kind().operatingSystem));
    }

    private static List<Device> devicesOf(Site site) {
        return new AbstractList<>() {
            @Override
            public Device get(int index) {
                return new Device(site, index + 1);
            }

            @Override
            public int size() {
                return site.devices();
            }
        };
    }

    private Map<String, @Nullable Object> render(Device device) {
        Site site = device.site();
        boolean online = device.isOnline();
        Kind kind = device.kind();
        return Json.object(
                "id", site.id() * 10_000 + device.number(),
                "uid",
                        UUID.nameUUIDFromBytes((site.uid() + "/" + device.number()).getBytes(StandardCharsets.UTF_8))
                                .toString(),
                "siteId", site.id(),
                "siteUid", site.uid(),
                "siteName", site.name(),
                "deviceType", Json.object("category", kind.category, "type", kind.type),
                "hostname", device.hostname(),
                "operatingSystem", kind.operatingSystem,
                "deviceClass", kind.deviceClass,
                "online", online,
                "suspended", false,
                "deleted", false,
                "lastSeen", DattoTime.render(online ? world.now() : site.createdAt(), world.switches()),
                "creationDate", DattoTime.render(site.createdAt(), world.switches()),
                "portalUrl", null,
                "udf", Json.object("udf1", null, "udf2", null));
    }
}
