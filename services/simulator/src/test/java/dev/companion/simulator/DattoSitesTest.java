package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Switch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DattoSitesTest {

    private final Rig rig = Rig.demo();
    private String bearer = "";

    @BeforeEach
    void signIn() {
        bearer = rig.bearer();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Rig.Got site(String uid) {
        return rig.get(bearer, "/api/v2/site/" + uid);
    }

    @Test
    void aSiteIsABareObjectWithEveryField() {
        JsonNode site = site(rig.siteUid("Café Lumière Sàrl")).json();

        assertThat(site.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "uid",
                        "accountUid",
                        "name",
                        "description",
                        "notes",
                        "onDemand",
                        "splashtopAutoInstall",
                        "proxySettings",
                        "devicesStatus",
                        "autotaskCompanyName",
                        "autotaskCompanyId",
                        "portalUrl");
        assertThat(site.path("name").asString()).isEqualTo("Café Lumière Sàrl");
        assertThat(site.path("accountUid").asString()).isEqualTo(DemoMsp.ACCOUNT_UID);
        assertThat(site.path("notes").isNull()).isTrue();
        assertThat(site.path("onDemand").booleanValue()).isFalse();
        JsonNode devices = site.path("devicesStatus");
        assertThat(devices.path("numberOfOnlineDevices").asInt()
                        + devices.path("numberOfOfflineDevices").asInt())
                .isEqualTo(devices.path("numberOfDevices").asInt());
    }

    @Test
    void createdWithPutAndReplacedWithPost() {
        JsonNode created = rig.datto(
                        bearer,
                        "PUT",
                        "/api/v2/site",
                        "{\"name\":\"Neu & Söhne\",\"description\":\"d\",\"notes\":\"n\",\"onDemand\":true,"
                                + "\"proxySettings\":{\"host\":\"h\",\"port\":8080,\"type\":\"socks5\"}}")
                .json();
        String uid = created.path("uid").asString();
        assertThat(site(uid).json().path("description").asString()).isEqualTo("d");
        assertThat(site(uid).json().path("proxySettings").path("type").asString())
                .isEqualTo("socks5");

        Rig.Got updated = rig.datto(bearer, "POST", "/api/v2/site/" + uid, "{\"name\":\"Renamed\"}");

        // What the caller leaves out is reset; the proxy is not part of it.
        assertThat(updated.status()).isEqualTo(200);
        JsonNode after = site(uid).json();
        assertThat(after.path("name").asString()).isEqualTo("Renamed");
        assertThat(after.path("description").isNull()).isTrue();
        assertThat(after.path("notes").isNull()).isTrue();
        assertThat(after.path("onDemand").booleanValue()).isFalse();
        assertThat(after.path("proxySettings").path("host").asString()).isEqualTo("h");
    }

    @Test
    void badNamesAre400AndThereIsNoDelete() {
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", "{}").status()).isEqualTo(400);
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", "{\"name\":\"  \"}").status())
                .isEqualTo(400);
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", "{\"name\":\"" + "x".repeat(256) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", "[]").status()).isEqualTo(400);
        assertThat(rig.datto(bearer, "DELETE", "/api/v2/site/" + rig.siteUid("Managed"), null)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void namesMayRepeatUnlessSwitchedToConflict() {
        String body = "{\"name\":\"" + DemoMsp.SHARED_NAME + "\"}";

        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", body).status()).isEqualTo(200);
        rig.set(Switch.DATTO_DUPLICATE_SITE_NAME, "409");
        assertThat(rig.datto(bearer, "PUT", "/api/v2/site", body).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "400"})
    void theSystemSiteIsListedButCannotBeRead(String status) {
        rig.set(Switch.DATTO_NON_GUID_SITE, status);
        String uid = rig.siteUid(DattoWorld.DELETED_DEVICES);

        assertThat(rig.get(bearer, "/api/v2/account/sites").body()).contains(uid);
        assertThat(site(uid).status()).isEqualTo(Integer.parseInt(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "404"})
    void aHiddenSiteIsNotADeletedOne(String hidden) {
        rig.set(Switch.DATTO_HIDDEN_SITE, hidden);
        String uid = rig.siteUid("Harbour View Hotel");
        String technician = rig.bearer(DemoMsp.TECHNICIAN_API_KEY, DemoMsp.TECHNICIAN_API_SECRET_KEY);

        rig.control("PATCH", "/world/sites/" + uid, "{\"hiddenFrom\":[\"" + DemoMsp.ADMINISTRATOR_KEY_NAME + "\"]}");
        assertThat(rig.get(bearer, "/api/v2/account/sites").body()).doesNotContain(uid);
        assertThat(site(uid).status()).isEqualTo(Integer.parseInt(hidden));
        assertThat(rig.get(technician, "/api/v2/site/" + uid).status()).isEqualTo(200);

        rig.control("PATCH", "/world/sites/" + uid, "{\"hiddenFrom\":[]}");
        assertThat(site(uid).status()).isEqualTo(200);
        rig.control("DELETE", "/world/sites/" + uid, null);
        assertThat(site(uid).status()).isEqualTo(404);
    }

    @Test
    void anotherAccountsSiteIsOutOfReach() {
        JsonNode tenant = rig.control("POST", "/seed", "{\"tenants\":1,\"sites\":1}")
                .json()
                .path("tenants")
                .path(0);
        String foreign = rig.simulator
                .world()
                .datto()
                .sites(tenant.path("accountUid").asString())
                .getFirst()
                .uid();

        assertThat(site(foreign).status()).isEqualTo(404);
        assertThat(rig.get(bearer, "/api/v2/account/sites").body()).doesNotContain(foreign);
        rig.set(Switch.DATTO_FOREIGN_SITE, "403");
        assertThat(site(foreign).status()).isEqualTo(403);
    }

    @Test
    void aSiteMayNotSayWhetherItIsManaged() {
        String uid = rig.siteUid("Managed");
        rig.control("PATCH", "/world/sites/" + uid, "{\"onDemand\":null}");

        assertThat(site(uid).json().path("onDemand").isNull()).isTrue();
    }

    @Test
    void settingsAndProxy() {
        String path = "/api/v2/site/" + rig.siteUid("Ferris Accountants") + "/settings";

        assertThat(rig.get(bearer, path)
                        .json()
                        .path("generalSettings")
                        .path("name")
                        .asString())
                .isEqualTo("Ferris Accountants");
        assertThat(rig.datto(bearer, "DELETE", path + "/proxy", null).status()).isEqualTo(204);
        assertThat(rig.datto(bearer, "POST", path + "/proxy", "{\"host\":\"p\",\"type\":\"gopher\"}")
                        .status())
                .isEqualTo(400);
        assertThat(rig.datto(bearer, "POST", path + "/proxy", "{\"host\":\"p\",\"type\":\"http\"}")
                        .json()
                        .path("proxySettings")
                        .path("host")
                        .asString())
                .isEqualTo("p");
        assertThat(rig.datto(bearer, "DELETE", path + "/proxy", null).status()).isEqualTo(200);
    }

    private int devices(String query) {
        return rig.get(bearer, "/api/v2/account/devices?max=1&" + query)
                .json()
                .path("pageDetails")
                .path("totalCount")
                .asInt();
    }

    @Test
    void devicesAreFilteredAsAsked() {
        int all = devices("");
        int servers = devices("deviceType=server");
        int desktops = devices("deviceType=Desk%25");
        int printers = devices("deviceType=Printer");

        assertThat(servers).isPositive();
        assertThat(servers + desktops + printers).isEqualTo(all);
        assertThat(devices("operatingSystem=Server%202022")).isEqualTo(servers);
        assertThat(devices("operatingSystem=Windows")).isEqualTo(servers + desktops);
        assertThat(devices("operatingSystem=BeOS")).isZero();
        assertThat(devices("deviceType=Server&operatingSystem=Windows%2011")).isZero();
    }

    @Test
    void aFilterOverridesAllOtherConditions() {
        int servers = devices("deviceType=Server");
        var filters = rig.get(bearer, "/api/v2/filter/default-filters").json().path("filters");

        assertThat(filters.path(2).path("name").asString()).isEqualTo("All Servers");
        assertThat(devices("filterId=" + filters.path(2).path("id").asString())).isEqualTo(servers);
        assertThat(devices("filterId=3&deviceType=Printer&siteName=nowhere")).isEqualTo(servers);
        assertThat(rig.get(bearer, "/api/v2/account/devices?filterId=77").status())
                .isEqualTo(404);
        assertThat(rig.get(bearer, "/api/v2/account/devices?filterId=x").status())
                .isEqualTo(400);
    }

    @Test
    void devicesAgreeWithTheCounts() {
        JsonNode site = site(rig.siteUid("Ferris Accountants")).json();
        int devices = site.path("devicesStatus").path("numberOfDevices").asInt();
        JsonNode page = rig.get(bearer, "/api/v2/site/" + site.path("uid").asString() + "/devices?max=1")
                .json();

        assertThat(page.path("pageDetails").path("totalCount").asInt()).isEqualTo(devices);
        assertThat(page.path("devices").path(0).path("lastSeen").isIntegralNumber())
                .isTrue();
        JsonNode account = rig.get(bearer, "/api/v2/account").json();
        assertThat(account.path("devicesStatus").path("numberOfDevices").asInt())
                .isEqualTo(rig.get(bearer, "/api/v2/account/devices")
                        .json()
                        .path("pageDetails")
                        .path("totalCount")
                        .asInt());
        assertThat(account.path("descriptor").has("bilingEmail")).isTrue();
        assertThat(account.path("uid").asString()).isEqualTo(DemoMsp.ACCOUNT_UID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account/components",
                "account/alerts/open",
                "account/alerts/resolved",
                "account/dnet-site-mappings",
                "site/{uid}/filters",
                "site/{uid}/alerts/open",
                "site/{uid}/alerts/resolved",
                "site/{uid}/devices/network-interface"
            })
    void listsOfThingsThatDoNotExistAreEmptyPages(String path) {
        Rig.Got got = rig.get(bearer, "/api/v2/" + path.replace("{uid}", rig.siteUid("Managed")));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("pageDetails").path("count").asInt()).isZero();
    }

    @Test
    void unknownPathsAre404AndKnownOnesUnderAnotherMethod405() {
        assertThat(rig.get(bearer, "/api/v2/nonsense").status()).isEqualTo(404);
        assertThat(rig.get(bearer, "/v2/account").status()).isEqualTo(404);
        assertThat(rig.datto(bearer, "POST", "/api/v2/account", "{}").status()).isEqualTo(405);
        assertThat(rig.get(null, "/api/swagger.json").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPRING", "MESSAGE", "TITLE", "EMPTY", "HTML"})
    void errorsComeInEveryForm(String form) {
        rig.set(Switch.DATTO_ERROR_BODY, form);

        Rig.Got got = rig.get(bearer, "/api/v2/nonsense");

        assertThat(got.status()).isEqualTo(404);
        switch (form) {
            case "EMPTY" -> assertThat(got.body()).isEmpty();
            case "HTML" -> assertThat(got.body()).startsWith("<!DOCTYPE html>");
            case "TITLE" -> assertThat(got.json().path("title").asString()).isEqualTo("Not Found");
            default -> assertThat(got.json().path("message").asString()).isNotEmpty();
        }
    }
}
