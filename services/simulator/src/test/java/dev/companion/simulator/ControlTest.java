package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ControlTest {

    private final Rig rig = Rig.demo();

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonNode done(String method, String path, String body) {
        Rig.Got got = rig.control(method, path, body);
        assertThat(got.status()).as(got.body()).isEqualTo(200);
        return got.json();
    }

    @Test
    void theHelpPageListsEveryCall() {
        String help = rig.control("GET", "/", null).body();

        assertThat(help).contains("POST    /faults").contains("PATCH   /world/sites/{uid}");
    }

    @Test
    void aPageOfAnotherWebsiteCanDoNothing() throws IOException {
        var pause = "{\"enabled\":true}";

        assertThat(rig.control("POST", "/life", pause, Map.of("Content-Type", "text/plain"))
                        .status())
                .as("a form of a page")
                .isEqualTo(415);
        assertThat(rig.control("POST", "/life", pause, Map.of()).status()).isEqualTo(415);
        for (var origin : List.of("https://evil.example", "null", "http://localhost:1")) {
            var headers = Map.of("Content-Type", "application/json", "Origin", origin);
            assertThat(rig.control("POST", "/life", pause, headers).status())
                    .as(origin)
                    .isEqualTo(403);
            assertThat(rig.control("GET", "/world", null, headers).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        for (var host : List.of("evil.example", "localhost.evil.example:8090", "")) {
            assertThat(statusOf("GET /world HTTP/1.1\r\nHost: " + host))
                    .as(host)
                    .isEqualTo(403);
        }
        for (var host : List.of("localhost", "127.0.0.1:8090", "[::1]:8090", "simulator:8090")) {
            assertThat(statusOf("GET /world/keys HTTP/1.1\r\nHost: " + host))
                    .as(host)
                    .isEqualTo(200);
        }
        assertThat(done("GET", "/life", null).path("enabled").asBoolean()).isFalse();
    }

    @Test
    void aRequestThatIsTooLargeOrTooDeepIsRefused() {
        assertThat(rig.control("POST", "/reset", " ".repeat(1_100_000) + "{}").status())
                .isEqualTo(413);
        assertThat(rig.control("POST", "/reset", "[".repeat(100_000)).status()).isEqualTo(400);
    }

    private int statusOf(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), rig.simulator.controlPort())) {
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void theWholeWorldAndItsPartsCanBeRead() {
        JsonNode world = done("GET", "/world", null);

        assertThat(world.propertyNames())
                .containsExactly("time", "accounts", "sites", "users", "variables", "companies", "packages", "keys");
        assertThat(world.path("sites").size()).isEqualTo(45);
        assertThat(world.toString())
                .doesNotContain(DemoMsp.API_KEY)
                .doesNotContain(DemoMsp.API_SECRET_KEY)
                .doesNotContain(DemoMsp.GRAVITYZONE_API_KEY);
        JsonNode taken =
                done("GET", "/world/companies?name=Quayside%20Architects", null).path(0);
        assertThat(taken.path("tenant").asString()).isEqualTo("Pacific Rim Security Services");
        assertThat(done("GET", "/world/users", null).size()).isEqualTo(12);
    }

    @Test
    void sitesComeChangeAndGo() {
        JsonNode site = done("POST", "/world/sites", "{\"name\":\"New\",\"devices\":4}");
        String path = "/world/sites/" + site.path("uid").asString();
        assertThat(site.path("onDemand").booleanValue()).isFalse();

        assertThat(done("PATCH", path, "{\"onDemand\":true,\"devices\":9}")
                        .path("onDemand")
                        .booleanValue())
                .isTrue();
        JsonNode variable = done("POST", path + "/variables", "{\"name\":\"V\",\"value\":\"v\"}");
        assertThat(done("GET", "/world/sites?name=New", null)
                        .path(0)
                        .path("variables")
                        .path(0))
                .isEqualTo(variable);
        done("DELETE", path, null);
        assertThat(done("GET", "/world/variables", null).isEmpty()).isTrue();
        assertThat(rig.control("DELETE", path, null).status()).isEqualTo(404);
    }

    @Test
    void usersComeChangeAndGo() {
        JsonNode user =
                done("POST", "/world/users", "{\"username\":\"u@x.example\",\"firstName\":\"U\",\"lastName\":\"X\"}");
        String path = "/world/users/" + user.path("uid").asString();

        JsonNode changed = done("PATCH", path, "{\"disabled\":true,\"lastName\":\"Y\",\"email\":null}");
        assertThat(changed.path("disabled").booleanValue()).isTrue();
        assertThat(changed.path("lastName").asString()).isEqualTo("Y");
        assertThat(changed.path("email").isNull()).isTrue();
        assertThat(rig.control(
                                "POST",
                                "/world/users",
                                "{\"username\":\"U@x.example\",\"firstName\":\"U\",\"lastName\":\"X\"}")
                        .status())
                .isEqualTo(409);
        done("DELETE", path, null);
    }

    @Test
    void companiesComeChangeMoveAndGo() {
        JsonNode company = done("POST", "/world/companies", "{\"name\":\"By hand\"}");
        String path = "/world/companies/" + company.path("id").asString();
        assertThat(company.path("tenant").asString()).isEqualTo(DemoMsp.ACCOUNT_NAME);

        JsonNode changed = done(
                "PATCH",
                path,
                "{\"name\":\"By hand 2\",\"suspended\":true,\"agents\":3,\"licenseFlags\":{\"manageExchange\":true}}");
        assertThat(changed.path("suspended").booleanValue()).isTrue();
        assertThat(changed.path("licenseFlags").path("manageExchange").booleanValue())
                .isTrue();
        assertThat(done("POST", path + "/move", "{\"to\":\"outside\"}")
                        .path("tenant")
                        .asString())
                .isNotEqualTo(DemoMsp.ACCOUNT_NAME);
        JsonNode one = done("POST", path + "/packages", "{\"name\":\"P\"}");
        assertThat(done("GET", "/world/packages", null).path(0).path("ready").booleanValue())
                .isFalse();
        done("PATCH", "/world/packages/" + one.path("id").asString(), "{\"name\":\"Q\"}");
        done("DELETE", "/world/packages/" + one.path("id").asString(), null);
        done("DELETE", path, null);
        assertThat(rig.control("POST", "/world/companies", "{\"name\":\"quayside architects\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void accountsKeysFoldersAndLogLinesCanBeAdded() {
        done("POST", "/world/accounts", "{\"uid\":\"SECOND\",\"name\":\"Second MSP\"}");
        done(
                "POST",
                "/world/keys/datto",
                "{\"name\":\"second\",\"apiKey\":\"K2\",\"apiSecretKey\":\"S2\",\"username\":\"x\",\"account\":\"SECOND\"}");
        assertThat(rig.get(rig.bearer("K2", "S2"), "/api/v2/account")
                        .json()
                        .path("uid")
                        .asString())
                .isEqualTo("SECOND");
        done(
                "POST",
                "/world/keys/gravityzone",
                "{\"name\":\"g2\",\"key\":\"GK2\",\"companyId\":\"" + rig.companyId("Southgate IT Partners") + "\"}");
        assertThat(rig.rpc(
                                "/api/v1.0/jsonrpc/companies",
                                Rig.basic("GK2", ""),
                                "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"getCompanyDetails\",\"params\":{}}")
                        .json()
                        .path("result")
                        .path("name")
                        .asString())
                .isEqualTo("Southgate IT Partners");
        done("POST", "/world/folders", "{\"name\":\"F\",\"parentId\":\"" + rig.ownCompanyId() + "\"}");
        done(
                "POST",
                "/world/activities",
                "{\"entity\":\"DEVICE\",\"category\":\"device\",\"action\":\"move.device\",\"account\":\"SECOND\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /nowhere | | 404",
                "PUT | /world/sites | {} | 405",
                "POST | /world/sites | [] | 400",
                "POST | /world/sites | {} | 400",
                "POST | /world/sites | {\"name\":\"x\",\"color\":\"red\"} | 400",
                "PATCH | /world/sites/none | {} | 404",
                "DELETE | /world/variables/abc | | 404",
                "POST | /clock | {\"advance\":\"-PT1S\"} | 400",
                "POST | /clock | {\"advance\":\"soon\"} | 400",
                "POST | /reset | {\"scenario\":\"moon\"} | 400",
                "POST | /seed | {\"sites\":300000} | 400",
                "PUT | /switches | {\"datto.grant\":\"MAGIC\"} | 400",
                "PUT | /switches | {\"datto.color\":\"red\"} | 400",
                "PUT | /switches | {\"profile\":\"unreal\"} | 400",
                "GET | /journal?since=x | | 400",
                "POST | /life | {} | 400"
            })
    void mistakesAreToldInWords(String method, String path, String body, int status) {
        Rig.Got got = rig.control(method, path, body);

        assertThat(got.status()).isEqualTo(status);
        assertThat(got.json().path("error").asString()).isNotEmpty();
    }

    @Test
    void switchesAreSetTogetherOrNotAtAll() {
        rig.control("PUT", "/switches", "{\"gravityzone.findMax\":7,\"datto.grant\":\"MAGIC\"}");
        assertThat(rig.simulator.switches().number(Switch.GZ_FIND_MAX)).isEqualTo(25);

        JsonNode now = done("PUT", "/switches", "{\"profile\":\"seed\",\"gravityzone.findMax\":7}");
        assertThat(now.path("profile").asString()).isEqualTo("SEED");
        assertThat(now.path("gravityzone.findMax").path("value").asString()).isEqualTo("7");
        assertThat(rig.simulator.switches().profile()).isEqualTo(Profile.SEED);
        assertThat(rig.simulator.switches().is(Switch.DATTO_PAGING, "SEED")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Switch.class)
    void everySwitchTakesEachOfItsValues(Switch each) {
        List<String> values = each.choices().isEmpty() ? List.of("0", "999999") : each.choices();

        for (String value : values) {
            done("PUT", "/switches", "{\"" + each.key() + "\":\"" + value + "\"}");
            assertThat(rig.simulator.switches().value(each)).isEqualTo(value);
        }
        for (Profile profile : Profile.values()) {
            assertThat(values.contains(each.valueIn(profile))
                            || each.valueIn(profile).matches("\\d+"))
                    .isTrue();
        }
    }

    @Test
    void theJournalTellsWhoAskedWhatButNoSecret() {
        String bearer = rig.bearer();
        rig.get(bearer, "/api/v2/account");
        rig.gz("v1.0", "companies.getCompanyDetails", "{}");

        JsonNode journal = done("GET", "/journal", null);

        JsonNode entries = journal.path("entries");
        assertThat(entries.size()).isEqualTo(3);
        assertThat(entries.path(0).path("method").asString()).isEqualTo("POST /auth/oauth/token");
        assertThat(entries.path(1).path("key").asString()).isEqualTo("6P8R");
        assertThat(entries.path(2).path("method").asString()).isEqualTo("companies.getCompanyDetails");
        assertThat(journal.toString())
                .doesNotContain(bearer)
                .doesNotContain(DemoMsp.API_KEY)
                .doesNotContain(DemoMsp.GRAVITYZONE_API_KEY);
        assertThat(done("GET", "/journal?since=2", null).path("entries").size()).isEqualTo(1);
        assertThat(journal.path("counts").path("datto GET /v2/account").asInt()).isEqualTo(1);
        done("DELETE", "/journal", null);
        assertThat(done("GET", "/journal", null).path("entries").isEmpty()).isTrue();
    }

    @Test
    void theHighestRateOfAnyWindowIsRemembered() {
        rig.set(Switch.DATTO_READS_PER_MINUTE, "3");
        String bearer = rig.bearer();
        for (int i = 0; i < 5; i++) {
            rig.get(bearer, "/api/v2/account");
        }
        done("POST", "/clock", "{\"advance\":\"PT2M\"}");
        rig.get(bearer, "/api/v2/account");

        JsonNode reads = null;
        for (JsonNode rate : done("GET", "/rates", null).path("rates")) {
            reads = rate.path("bucket").asString().equals("reads") ? rate : reads;
        }
        assertThat(reads).isNotNull();
        assertThat(reads.path("account").asString()).isEqualTo(DemoMsp.ACCOUNT_UID);
        assertThat(reads.path("windowSeconds").asInt()).isEqualTo(60);
        assertThat(reads.path("highest").asInt()).isEqualTo(5);
        assertThat(reads.path("requests").asInt()).isEqualTo(6);
        assertThat(reads.path("refused").asInt()).isEqualTo(2);
    }

    @Test
    void resetAndSeedMakeOtherWorlds() {
        done("POST", "/reset", "{\"scenario\":\"empty\"}");
        assertThat(done("GET", "/world/sites", null).isEmpty()).isTrue();
        JsonNode tenants = done("POST", "/seed", "{\"tenants\":3,\"sites\":5,\"companies\":2}")
                .path("tenants");
        assertThat(tenants.size()).isEqualTo(3);
        assertThat(done("GET", "/world/sites", null).size()).isEqualTo(15);
        done("POST", "/reset", "{}");
        assertThat(rig.bearer()).isNotEmpty();
        done("POST", "/seed", "{\"sites\":10,\"companies\":10}");
        assertThat(done("GET", "/world/sites", null).size()).isEqualTo(55);
    }

    @Test
    void lifeIsSwitched() {
        assertThat(done("GET", "/life", null).path("enabled").booleanValue()).isFalse();
        assertThat(done("POST", "/life", "{\"enabled\":true}").path("enabled").booleanValue())
                .isTrue();
    }

    @Test
    void manyCallersAtOnceNeitherLoseNorDoubleAnything() throws Exception {
        var waiting = new ArrayList<Future<?>>();
        String bearer = rig.bearer();
        String site = rig.siteUid("Managed");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int n = i;
                waiting.add(threads.submit(() ->
                        rig.gz("v1.0", "companies.createCompany", "{\"type\":1,\"name\":\"Race " + n % 20 + "\"}")));
                waiting.add(threads.submit(() -> rig.datto(
                        bearer,
                        "PUT",
                        "/api/v2/site/" + site + "/variable",
                        "{\"name\":\"V" + n % 20 + "\",\"value\":\"v\"}")));
                waiting.add(threads.submit(() -> rig.control("DELETE", "/limits", null)));
            }
            for (Future<?> each : waiting) {
                each.get();
            }
        }
        assertThat(rig.simulator.world().gravityZone().companiesStartingWith("race "))
                .hasSize(20);
        assertThat(rig.simulator.world().datto().variables(site)).hasSize(20);
    }
}
