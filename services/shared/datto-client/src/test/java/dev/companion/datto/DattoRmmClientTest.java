package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.Account;
import dev.companion.datto.DattoRmmClient.OperationRate;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.RequestRate;
import dev.companion.datto.DattoRmmClient.RmmUser;
import dev.companion.datto.DattoRmmClient.Site;
import dev.companion.datto.DattoRmmClient.SiteVariable;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.StubServer.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DattoRmmClientTest {

    private static final String UID = "9a7d2c1e-4b5f-4f6a-8d2b-0c1d2e3f4a5b";
    private static final String LINK =
            "https://cloudgz.gravityzone.bitdefender.com/Packages/BSTWIN/0/setupdownloader_[aHR0cHM6Ly9jbG91ZA==].exe";

    private final DattoStub platform = new DattoStub();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void accountIsTheTenant() {
        platform.on("GET /api/v2/account", """
                {"id":4711,"uid":"xyz1a2b3","name":"Müller & Søn 東京","currency":null,
                 "descriptor":{"bilingEmail":"a@b.c","deviceLimit":null,"timeZone":"Europe/Berlin"},
                 "devicesStatus":{"numberOfDevices":1249,"numberOfManagedDevices":null}}
                """);
        assertThat(platform.client().account()).isEqualTo(new Found<>(new Account("xyz1a2b3", "Müller & Søn 東京")));
    }

    @Test
    void accountWithoutUidIsNoAnswer() {
        platform.on("GET /api/v2/account", "{\"uid\":null,\"name\":\"x\"}");
        assertThat(platform.client().account()).isInstanceOf(Unavailable.class);
    }

    @Test
    void sitesAreReadHoweverMuchOfThemIsMissing() {
        platform.on("GET /api/v2/account/sites", """
                {"pageDetails":{"count":6,"totalCount":6,"prevPageUrl":null,"nextPageUrl":null},"sites":[
                 {"id":1001,"uid":"%s","accountUid":"xyz1a2b3","name":"Bäckerei Straß - Filiale 東","description":null,
                  "notes":null,"onDemand":false,"splashtopAutoInstall":true,"proxySettings":null,
                  "devicesStatus":{"numberOfDevices":12,"numberOfOnlineDevices":3,"numberOfOfflineDevices":9},
                  "autotaskCompanyName":null,"autotaskCompanyId":"77","portalUrl":"https://vidal.centrastage.net/csm/site/1001"},
                 {"id":1002,"uid":"od","name":"OnDemand","onDemand":true},
                 {"id":1003,"uid":"deleted-devices","name":"Deleted Devices"},
                 {"id":"1004","uid":7,"name":null,"description":12,"onDemand":"false","devicesStatus":null,"futureField":{"a":[1]}},
                 {"id":[],"uid":"odd","name":{"x":1},"description":[],"onDemand":"maybe","devicesStatus":"many","portalUrl":false},
                 {"uid":"huge","id":1e400,"devicesStatus":{"numberOfDevices":99999999999}}]}
                """.formatted(UID));
        assertThat(sites())
                .containsExactly(
                        new Site(
                                UID,
                                1001L,
                                "Bäckerei Straß - Filiale 東",
                                null,
                                false,
                                12,
                                "https://vidal.centrastage.net/csm/site/1001",
                                "xyz1a2b3"),
                        new Site("od", 1002L, "OnDemand", null, true, null, null),
                        new Site("deleted-devices", 1003L, "Deleted Devices", null, null, null, null),
                        new Site("7", 1004L, "", "12", false, null, null),
                        new Site("odd", null, "", null, null, null, "false"),
                        new Site("huge", null, "", null, null, null, null));
    }

    private List<Site> sites() {
        if (platform.client().sites(null) instanceof Found<Page<Site>>(var page)) {
            assertThat(page.trusted()).isTrue();
            return page.rows();
        }
        throw new AssertionError("no page");
    }

    @Test
    void usersOfBothKindsOfPlatform() {
        platform.on("GET /api/v2/account/users", """
                {"pageDetails":{"count":5,"totalCount":5,"nextPageUrl":null},"users":[
                 {"firstName":"Zoë","lastName":"Ölgaard","username":"Zoe.Oelgaard","email":"zoe@msp.example","telephone":null,
                  "status":"Active","created":1563184800000,"lastAccess":-62135596800000,"disabled":false},
                 {"firstName":null,"lastName":null,"username":"gone","email":null,"status":null,"created":null,"lastAccess":null,
                  "disabled":true},
                 {"uid":"u-1","username":"Ann","email":"ann@msp.example","firstName":"Ann","lastName":"Lee","role":"Administrator",
                  "enabled":true,"mfaEnabled":true,"createdAt":"2024-05-01T08:00:00Z","updatedAt":"2024-06-01T08:00:00Z"},
                 {"username":"unsure","lastAccess":"1563184800"},
                 {"firstName":"nobody"}]}
                """);
        if (!(platform.client().users(null) instanceof Found<Page<RmmUser>>(var page))) {
            throw new AssertionError("no page");
        }
        assertThat(page.trusted()).as("a row that cannot be told from others").isFalse();
        assertThat(page.rows())
                .containsExactly(
                        new RmmUser(
                                "zoe.oelgaard",
                                "Zoe.Oelgaard",
                                "Zoë",
                                "Ölgaard",
                                "zoe@msp.example",
                                true,
                                null,
                                Instant.parse("2019-07-15T10:00:00Z"),
                                null),
                        new RmmUser("gone", "gone", null, null, null, false, null, null, null),
                        new RmmUser(
                                "u-1",
                                "Ann",
                                "Ann",
                                "Lee",
                                "ann@msp.example",
                                true,
                                "Administrator",
                                Instant.parse("2024-05-01T08:00:00Z"),
                                null),
                        new RmmUser(
                                "unsure",
                                "unsure",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Instant.parse("2019-07-15T10:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uid\":\"UID\",\"name\":\"A\",\"onDemand\":false}",
                "{\"uid\":\"uid\",\"name\":\"A\",\"onDemand\":false}"
            })
    void siteIsABareObject(String body) {
        platform.on("GET /api/v2/site/UID", body);
        assertThat(platform.client().site(" UID "))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((Site) found.value()).onDemand()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uid\":\"other\",\"name\":\"A\"}",
                "{\"message\":\"gone\"}",
                "{\"uid\":null}",
                "[]",
                "null",
                "\"UID\""
            })
    void answerThatIsNotThatSiteIsNoAnswer(String body) {
        platform.on("GET /api/v2/site/UID", body);
        assertThat(platform.client().site("UID")).isInstanceOf(Unavailable.class);
    }

    @Test
    void siteThatIsGoneIsMissing() {
        assertThat(platform.client().site(UID)).isInstanceOf(Missing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a/../../user, /api/v2/site/a%2F..%2F..%2Fuser",
        "a b?c#d, /api/v2/site/a%20b%3Fc%23d",
        "Gelöschte Geräte, /api/v2/site/Gel%C3%B6schte%20Ger%C3%A4te"
    })
    void uidStaysOneStepOfThePath(String uid, String path) {
        platform.client().site(uid);
        assertThat(platform.calls()).containsExactly("GET " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void uidThatIsNoStepIsNotSent(String uid) {
        assertThat(platform.client().site(uid)).isInstanceOf(Refused.class);
        assertThat(platform.client().deleteSiteVariable(uid, 1)).isInstanceOf(Refused.class);
        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void variablesOfAllPages() {
        platform.on(
                "GET /api/v2/site/" + UID + "/variables",
                request -> Reply.json(
                        request.pathAndQuery().contains("page=1")
                                ? """
                                  {"pageDetails":{"count":2,"nextPageUrl":null},"variables":[
                                   {"id":9007199254740993,"name":"GravityZonePackageLink","value":"%s","masked":false},
                                   {"id":13,"name":"empty","value":null,"masked":null}]}
                                  """.formatted(LINK)
                                : """
                                  {"pageDetails":{"count":2,"nextPageUrl":"%s/api/v2/site/%s/variables?max=250&page=1"},"variables":[
                                   {"id":11,"name":"secret","value":"*****","masked":true},{"name":"without id","value":"x"}]}
                                  """.formatted(platform.origin(), UID)));
        assertThat(platform.client().siteVariables(UID))
                .isEqualTo(new Found<>(List.of(
                        new SiteVariable(11, "secret", "*****", true),
                        new SiteVariable(9007199254740993L, "GravityZonePackageLink", LINK, false),
                        new SiteVariable(13, "empty", null, false))));
    }

    @Test
    void writesSayWhatTheyMeanByteForByte() {
        var path = "/api/v2/site/" + UID + "/variable";
        platform.on("PUT " + path, _ -> Reply.EMPTY)
                .on("POST " + path + "/12", _ -> Reply.EMPTY)
                .on("DELETE " + path + "/12", _ -> Reply.EMPTY);
        var client = platform.client();

        assertThat(client.createSiteVariable(UID, "GravityZonePackageLink", LINK))
                .isEqualTo(new Found<>(Done.DONE));
        assertThat(client.updateSiteVariable(UID, 12, "Größe", "\"ü\\")).isEqualTo(new Found<>(Done.DONE));
        assertThat(client.deleteSiteVariable(UID, 12)).isEqualTo(new Found<>(Done.DONE));

        assertThat(platform.calls()).containsExactly("PUT " + path, "POST " + path + "/12", "DELETE " + path + "/12");
        var bodies = platform.requests().stream()
                .skip(1)
                .map(request -> request.body())
                .toList();
        assertThat(LenientJson.parse(bodies.get(0)))
                .isEqualTo(LenientJson.parse(
                        "{\"name\":\"GravityZonePackageLink\",\"value\":\"" + LINK + "\",\"masked\":false}"));
        assertThat(LenientJson.parse(bodies.get(1)))
                .isEqualTo(LenientJson.parse("{\"name\":\"Größe\",\"value\":\"\\\"ü\\\\\"}"));
        assertThat(bodies.get(2)).isEmpty();
    }

    @Test
    void requestRateOfNewerAndOlderAccounts() {
        platform.on("GET /api/v2/system/request_rate", """
                {"slidingTimeWindowSizeSeconds":60,"accountUid":"xyz","accountCount":17,"accountRateLimit":600,"accountCutOffRatio":0.9,
                 "accountWriteRateLimit":600,"accountWriteCount":3,"operationWriteStatus":{"site-variable-create":{"limit":100,"count":3}}}
                """);
        assertThat(platform.client().requestRate())
                .isEqualTo(new Found<>(new RequestRate(
                        60, 17, 600, 3, 600, Map.of("site-variable-create", new OperationRate(100, 3)))));
        platform.on(
                "GET /api/v2/system/request_rate",
                "{\"accountCount\":1,\"accountRateLimit\":600,\"accountWriteCount\":null}");
        assertThat(platform.client().requestRate())
                .isEqualTo(new Found<>(new RequestRate(60, 1, 600, null, null, Map.of())));
        platform.on("GET /api/v2/system/request_rate", "{}");
        assertThat(platform.client().requestRate()).isInstanceOf(Unavailable.class);
    }

    @Test
    void lastRequestRateIsTheLastThatWasToldAndAsksForNone() {
        var client = platform.client();
        assertThat(client.lastRequestRate()).isEmpty();
        platform.on("GET /api/v2/system/request_rate", "{\"accountCount\":17,\"accountRateLimit\":600}");
        client.requestRate();
        platform.on("GET /api/v2/system/request_rate", "{}");
        client.requestRate();

        assertThat(client.lastRequestRate()).contains(new RequestRate(60, 17, 600, null, null, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | 0",
                "[] | 0",
                "\"none\" | 0",
                "{\"a\":null,\"b\":7,\"c\":{\"limit\":null,\"count\":1},\"d\":{\"limit\":\"100\",\"count\":null}} | 1"
            })
    void operationThatTellsNoLimitHasNone(String operations, int told) {
        platform.on(
                "GET /api/v2/system/request_rate",
                "{\"accountCount\":1,\"accountRateLimit\":600,\"operationWriteStatus\":" + operations + "}");
        assertThat(platform.client().requestRate())
                .isEqualTo(new Found<>(new RequestRate(
                        60, 1, 600, null, null, told == 0 ? Map.of() : Map.of("d", new OperationRate(100, null)))));
    }

    @Test
    void largestPage() {
        platform.on("GET /api/v2/system/pagination", "{\"max\":250}");
        assertThat(platform.client().pageSizeMax()).isEqualTo(new Found<>(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api", "/api/", "/api/v2", "/api/v2/", "/api/v2/account", "\n", "?x=1"})
    void addressAsPeoplePasteIt(String ending) {
        platform.on("GET /api/v2/account", "{\"uid\":\"u\"}");
        assertThat(platform.client("  " + platform.origin() + ending, null).account())
                .isInstanceOf(Found.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://vidal.centrastage.net/csm/      | https://vidal-api.centrastage.net",
                "pinotage.centrastage.net                | https://pinotage-api.centrastage.net",
                "https://vidal-api.centrastage.com       | COMPANION_ALLOWED_HOSTS",
                "http://vidal-api.centrastage.net        | begin the address with https://",
                "https://192.168.0.1/api                 | COMPANION_ALLOWED_HOSTS",
                "https://cloud.gravityzone.bitdefender.com/api | address of GravityZone",
                "https://k:s@vidal-api.centrastage.net   | user name or password",
                "my platform                             | not an address"
            })
    void wrongAddressSaysWhatToChange(String apiUrl, String hint) {
        var client = platform.client(apiUrl, null);
        for (var result : List.of(client.account(), client.createSiteVariable("s", "n", "v"))) {
            assertThat(result).isInstanceOfSatisfying(Refused.class, refusal -> {
                assertThat(refusal.reason()).isIn(Reason.ADDRESS_NOT_ALLOWED, Reason.INVALID);
                assertThat(refusal.detail()).contains(hint);
            });
        }
        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void credentialsShowThemselvesToNobody() {
        var credentials =
                new DattoCredentials("https://user:hidden@host", DattoStub.KEY, DattoStub.SECRET_KEY, Grant.PASSWORD);
        assertThat(credentials.toString())
                .doesNotContain("hidden", DattoStub.KEY.reveal(), DattoStub.SECRET_KEY.reveal());
    }
}
