package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FaultsTest {

    private static final String ACCOUNT = "/api/v2/account";
    private static final String SITES = "/api/v2/account/sites";
    private static final String CREATE = "{\"type\":1,\"name\":\"Fault Ltd\"}";

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

    private void inject(Fault fault) {
        rig.simulator.faults().inject(fault);
    }

    private boolean created() {
        return !rig.simulator.world().gravityZone().companiesNamed("Fault Ltd").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RESET_BEFORE, false", "RESET_AFTER, true"})
    void aCutConnectionComesBeforeOrAfterTheEffect(FaultKind kind, boolean effect) {
        inject(Fault.of(kind, "gravityzone", "createCompany").times(1));

        assertThatThrownBy(() -> rig.result("companies.createCompany", CREATE))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(created()).isEqualTo(effect);
        assertThat(rig.simulator.journal().since(0).getLast().status()).isZero();
        assertThat(rig.simulator.journal().since(0).getLast().fault()).isEqualTo(kind.name());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aStatusMayComeBeforeOrAfterTheEffect(boolean after) {
        Fault fault = Fault.of(FaultKind.STATUS, "gravityzone", "createCompany")
                .with("status", 504)
                .with("body", "{\"x\":1}")
                .times(1);
        inject(after ? fault.takingEffect() : fault);

        Rig.Got got = rig.gz("v1.0", "companies.createCompany", CREATE);

        assertThat(got.status()).isEqualTo(504);
        assertThat(got.body()).isEqualTo("{\"x\":1}");
        assertThat(created()).isEqualTo(after);
    }

    @Test
    void aRuleAboutATextHitsAndCountsOnlyRequestsThatCarryIt() {
        inject(Fault.of(FaultKind.STATUS, "gravityzone", "createCompany")
                .with("about", "Fault Ltd")
                .with("status", 503)
                .afterSkipping(1)
                .times(1));

        assertThat(rig.gz("v1.0", "companies.createCompany", CREATE.replace("Fault", "Other"))
                        .status())
                .isEqualTo(200);
        assertThat(rig.gz("v1.0", "companies.createCompany", CREATE).status()).isEqualTo(200);
        assertThat(rig.gz("v1.0", "companies.createCompany", CREATE.replace("Fault", "Third"))
                        .status())
                .isEqualTo(200);
        assertThat(rig.gz("v1.0", "companies.createCompany", CREATE).status()).isEqualTo(503);
    }

    @Test
    void htmlUnderStatus200() {
        inject(Fault.of(FaultKind.HTML, "*", "*"));

        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);
        assertThat(rig.get(bearer, ACCOUNT).body()).contains("Scheduled maintenance");
        assertThat(rig.gz("v1.0", "companies.getCompanyDetails", "{}").body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aFirewallSaysWhenItsBlockEnds() {
        inject(Fault.of(FaultKind.HTML, "datto", "*").with("status", 403).with("retryAfter", 15));

        var blocked = rig.get(bearer, ACCOUNT);

        assertThat(blocked.status()).isEqualTo(403);
        assertThat(blocked.header("Retry-After")).contains("15");
    }

    @Test
    void latencyIsWaitedForAndThenTheAnswerIsRight() {
        inject(Fault.of(FaultKind.LATENCY, "datto", "GET /v2/account").with("millis", 200));
        inject(Fault.of(FaultKind.STATUS, "datto", "GET /v2/account")
                .with("status", 500)
                .times(1));
        long start = System.nanoTime();

        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(500);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void rateLimitInTheVendorsOwnWords() {
        inject(Fault.of(FaultKind.RATE_LIMIT, "*", "*").with("retryAfter", 17).times(2));

        Rig.Got datto = rig.get(bearer, ACCOUNT);
        Rig.Got gravityZone = rig.gz("v1.0", "companies.getCompanyDetails", "{}");

        assertThat(datto.status()).isEqualTo(429);
        assertThat(datto.header("Retry-After")).contains("17");
        assertThat(gravityZone.status()).isEqualTo(429);
        assertThat(gravityZone.json().path("error").path("code").intValue()).isEqualTo(-32003);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);
    }

    @Test
    void permissionLossInTheVendorsOwnWords() {
        inject(Fault.of(FaultKind.PERMISSION_LOSS, "*", "*"));

        assertThat(rig.get(bearer, SITES).status()).isEqualTo(403);
        Rig.Got gravityZone = rig.gz("v1.0", "companies.getCompanyDetails", "{}");
        assertThat(gravityZone.status()).isEqualTo(403);
        assertThat(gravityZone.json().path("error").path("code").intValue()).isEqualTo(-32000);
    }

    @Test
    void aJsonRpcErrorOfAnyCode() {
        inject(Fault.of(FaultKind.JSON_RPC_ERROR, "gravityzone", "getCompanyDetails")
                .with("code", -32001)
                .with("message", "m")
                .with("details", "d"));

        JsonNode error = rig.error("companies.getCompanyDetails", "{}");

        assertThat(error.path("code").intValue()).isEqualTo(-32001);
        assertThat(error.path("message").asString()).isEqualTo("m");
        assertThat(error.path("data").path("details").asString()).isEqualTo("d");
    }

    @Test
    void anEmptyPageEndsTheWalk() {
        inject(Fault.of(FaultKind.EMPTY_PAGE, "*", "*"));

        JsonNode sites = rig.get(bearer, SITES).json();
        assertThat(sites.path("sites").isEmpty()).isTrue();
        assertThat(sites.path("pageDetails").path("nextPageUrl").isNull()).isTrue();
        JsonNode tree =
                rig.gz("v1.1", "network.getNetworkInventoryItems", "{}").json().path("result");
        assertThat(tree.path("items").isEmpty()).isTrue();
        assertThat(tree.path("hasMoreRecords").booleanValue()).isFalse();
        assertThat(rig.result("network.getCompaniesList", "{}").isEmpty()).isTrue();
    }

    @Test
    void aShiftedPageSkipsOrRepeatsRows() {
        JsonNode whole = rig.get(bearer, SITES).json().path("sites");
        inject(Fault.of(FaultKind.PAGE_SHIFT, "datto", "GET /v2/account/sites")
                .afterSkipping(1)
                .times(1));

        JsonNode first = rig.get(bearer, SITES + "?max=10").json().path("sites");
        JsonNode second = rig.get(bearer, SITES + "?max=10&page=1").json().path("sites");

        assertThat(first.path(9)).isEqualTo(whole.path(9));
        assertThat(second.path(0)).isEqualTo(whole.path(11));
        inject(Fault.of(FaultKind.PAGE_SHIFT, "datto", "*").with("rows", -2));
        assertThat(rig.get(bearer, SITES + "?max=10&page=1")
                        .json()
                        .path("sites")
                        .path(0))
                .isEqualTo(whole.path(8));
    }

    @Test
    void aBodyIsCutInTheMiddle() {
        inject(Fault.of(FaultKind.CUT_BODY, "datto", "*"));

        assertThatThrownBy(() -> rig.get(bearer, SITES)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aSlowDripNeverEnds() throws Exception {
        inject(Fault.of(FaultKind.SLOW_DRIP, "datto", "*").with("millis", 1));
        try (InputStream body = stream(ACCOUNT)) {
            assertThat(body.readNBytes(600)).hasSize(600).startsWith('{');
        }
    }

    @Test
    void aHugeBodyIsAsLargeAsAskedFor() throws Exception {
        inject(Fault.of(FaultKind.HUGE_BODY, "datto", "*").with("bytes", 5_000_000));
        try (InputStream body = stream(ACCOUNT)) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(5_000_000);
        }
    }

    private InputStream stream(String path) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        return http.send(
                        HttpRequest.newBuilder(URI.create(rig.simulator.dattoOrigin() + path))
                                .header("Authorization", "Bearer " + bearer)
                                .build(),
                        BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void rulesAreAimedByMethodAccountProbabilityAndCount() {
        inject(Fault.of(FaultKind.STATUS, "datto", "* /v2/site/*").with("status", 500));
        assertThat(rig.get(bearer, "/api/v2/site/" + rig.siteUid("Managed")).status())
                .isEqualTo(500);
        assertThat(rig.get(bearer, SITES).status()).isEqualTo(200);
        rig.simulator.faults().clear();

        inject(Fault.of(FaultKind.STATUS, "*", "*").with("status", 500).forAccount("SOMEONE"));
        assertThat(rig.get(bearer, SITES).status()).isEqualTo(200);
        rig.simulator.faults().clear();

        Rig.Got added = rig.control(
                "POST",
                "/faults",
                "{\"api\":\"datto\",\"method\":\"*\",\"kind\":\"STATUS\",\"status\":503,\"probability\":0.5}");
        assertThat(added.status()).isEqualTo(200);
        long failed = IntStream.range(0, 60)
                .filter(i -> rig.get(bearer, ACCOUNT).status() == 503)
                .count();
        assertThat(failed).isBetween(10L, 50L);
        rig.control("DELETE", "/faults/" + added.json().path("id").longValue(), null);
        assertThat(rig.get(bearer, ACCOUNT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"EXPLODE\"}",
                "{\"kind\":\"HTML\",\"api\":\"other\"}",
                "{\"kind\":\"HTML\",\"probability\":0}",
                "{\"kind\":\"HTML\",\"count\":0}",
                "{\"kind\":\"HTML\",\"status\":\"many\"}",
                "{\"kind\":\"HTML\",\"sattus\":503}",
                "{}"
            })
    void nonsenseIsRefusedWithAReason(String rule) {
        Rig.Got got = rig.control("POST", "/faults", rule);

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().path("error").asString()).isNotEmpty();
        assertThat(rig.simulator.faults().all()).isEmpty();
    }
}
