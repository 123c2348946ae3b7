package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.ProxySettings;
import dev.companion.simulator.world.row.Site;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sites: list, read, create, replace, settings. There is no delete. */
final class SiteCalls {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Set<String> PROXY_TYPES = Set.of("http", "socks4", "socks5");
    private static final int NAME_MAX = 255;

    private final World world;
    private final DattoWorld datto;
    private final DattoPages pages;

    SiteCalls(World world, DattoPages pages) {
        this.world = world;
        this.datto = world.datto();
        this.pages = pages;
    }

    Answer list(DattoCall call) {
        List<Site> visible = datto.sitesVisibleTo(call.key());
        String like = call.query().get("siteName");
        List<Site> rows = like == null
                ? visible
                : visible.stream().filter(site -> like(like).test(site.name())).toList();
        return pages.page(call, "sites", rows, this::render);
    }

    /** SQL's LIKE anywhere in the name, ignoring case. */
    static Predicate<String> like(String filter) {
        String regex = ".*" + Pattern.quote(filter).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q") + ".*";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .asMatchPredicate();
    }

    /** The site of a call, if its key may see it. */
    Site visible(DattoCall call, String uid) {
        if (!GUID.matcher(uid).matches()) {
            throw new DattoRefusal(status(Switch.DATTO_NON_GUID_SITE), "Site " + uid + " was not found");
        }
        Site site = datto.site(uid).orElseThrow(() -> new DattoRefusal(404, "Site " + uid + " was not found"));
        if (!site.accountUid().equals(call.key().accountUid())) {
            throw new DattoRefusal(status(Switch.DATTO_FOREIGN_SITE), "Site " + uid + " was not found");
        }
        if (site.isHiddenFrom(call.key().name())) {
            throw new DattoRefusal(status(Switch.DATTO_HIDDEN_SITE), "You are not authorized to access site " + uid);
        }
        return site;
    }

    private int status(Switch which) {
        return Integer.parseInt(world.switches().value(which));
    }

    Answer read(DattoCall call) {
        return Answer.json(200, render(visible(call, call.argument(0))));
    }

    Answer create(DattoCall call) {
        String name = name(call, null);
        Site site = datto.addSite(call.key().accountUid(), name, call.flag("onDemand", false))
                .with(
                        name,
                        call.text("description"),
                        call.text("notes"),
                        call.flag("onDemand", false),
                        call.flag("splashtopAutoInstall", false))
                .withProxy(proxy(call.body().path("proxySettings")));
        return Answer.json(200, render(datto.replace(site)));
    }

    /** Replaces all five settings: what the caller leaves out is reset. */
    Answer update(DattoCall call) {
        Site site = visible(call, call.argument(0));
        Site changed = site.with(
                name(call, site),
                call.text("description"),
                call.text("notes"),
                call.flag("onDemand", false),
                call.flag("splashtopAutoInstall", false));
        return Answer.json(200, render(datto.replace(changed)));
    }

    private String name(DattoCall call, @Nullable Site self) {
        String name = call.requiredText("name").strip();
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw new DattoRefusal(400, "name must have 1 to " + NAME_MAX + " characters");
        }
        boolean taken = datto.sitesNamed(name).stream()
                .anyMatch(other -> other.accountUid().equals(call.key().accountUid()) && !other.equals(self));
        if (taken && world.switches().is(Switch.DATTO_DUPLICATE_SITE_NAME, "409")) {
            throw new DattoRefusal(409, "A site with this name already exists");
        }
        return name;
    }

    Answer settings(DattoCall call) {
        return Answer.json(200, renderSettings(visible(call, call.argument(0))));
    }

    Answer setProxy(DattoCall call) {
        Site site = visible(call, call.argument(0));
        return Answer.json(200, renderSettings(datto.replace(site.withProxy(proxy(call.body())))));
    }

    Answer deleteProxy(DattoCall call) {
        Site site = visible(call, call.argument(0));
        if (site.proxySettings() == null) {
            return Answer.empty(204);
        }
        datto.replace(site.withProxy(null));
        return Answer.empty(200);
    }

    private static @Nullable ProxySettings proxy(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        String type = node.path("type").asString("http");
        if (!PROXY_TYPES.contains(type)) {
            throw new DattoRefusal(400, "type must be one of http, socks4, socks5");
        }
        return new ProxySettings(
                node.path("host").asString(null),
                node.path("password").asString(null),
                node.path("port").isInt() ? node.path("port").intValue() : null,
                type,
                node.path("username").asString(null));
    }

    Map<String, @Nullable Object> render(Site site) {
        return Json.object(
                "id", site.id(),
                "uid", site.uid(),
                "accountUid", site.accountUid(),
                "name", site.name(),
                "description", site.description(),
                "notes", site.notes(),
                "onDemand", site.onDemand(),
                "splashtopAutoInstall", site.splashtopAutoInstall(),
                "proxySettings", site.proxySettings(),
                "devicesStatus",
                        Json.object(
                                "numberOfDevices", site.devices(),
                                "numberOfOnlineDevices", site.onlineDevices(),
                                "numberOfOfflineDevices", site.devices() - site.onlineDevices()),
                "autotaskCompanyName", site.autotaskCompanyName(),
                "autotaskCompanyId", site.autotaskCompanyId(),
                "portalUrl", "https://simulated.centrastage.example/site/" + site.id());
    }

    private static Map<String, @Nullable Object> renderSettings(Site site) {
        return Json.object(
                "generalSettings",
                Json.object(
                        "name", site.name(),
                        "uid", site.uid(),
                        "description", site.description(),
                        "onDemand", site.onDemand()),
                "proxySettings",
                site.proxySettings(),
                "mailRecipients",
                List.of(Json.object(
                        "name",
                        "Service desk",
                        "email",
                        "servicedesk@" + site.accountUid().toLowerCase(Locale.ROOT) + ".example",
                        "type",
                        "text",
                        "receivesNewDevices",
                        false,
                        "receivesAlerts",
                        true,
                        "receivesReports",
                        false)));
    }
}
