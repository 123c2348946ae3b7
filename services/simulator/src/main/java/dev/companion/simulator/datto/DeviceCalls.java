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
    }

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
        return pages.page(call, "devices", devicesOf(sites.visible(call, call.argument(0))), this::render);
    }

    Answer ofAccount(DattoCall call) {
        Predicate<String> siteName = SiteCalls.like(call.query().getOrDefault("siteName", ""));
        Predicate<String> hostname = SiteCalls.like(call.query().getOrDefault("hostname", ""));
        Stream<Device> all = datto.sitesVisibleTo(call.key()).stream()
                .filter(site -> siteName.test(site.name()))
                .flatMap(site -> devicesOf(site).stream())
                .filter(device -> hostname.test(device.hostname()));
        return pages.page(call, "devices", all.toList(), this::render);
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
        boolean online = device.number() <= site.onlineDevices();
        return Json.object(
                "id", site.id() * 10_000 + device.number(),
                "uid",
                        UUID.nameUUIDFromBytes((site.uid() + "/" + device.number()).getBytes(StandardCharsets.UTF_8))
                                .toString(),
                "siteId", site.id(),
                "siteUid", site.uid(),
                "siteName", site.name(),
                "deviceType", Json.object("category", "Desktop", "type", "Main System Chassis"),
                "hostname", device.hostname(),
                "operatingSystem", "Microsoft Windows 11 Pro 10.0.26100",
                "deviceClass", device.number() % 20 == 0 ? "printer" : "device",
                "online", online,
                "suspended", false,
                "deleted", false,
                "lastSeen", DattoTime.render(online ? world.now() : site.createdAt(), world.switches()),
                "creationDate", DattoTime.render(site.createdAt(), world.switches()),
                "portalUrl", null,
                "udf", Json.object("udf1", null, "udf2", null));
    }
}
