package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.deletions.ObservedKind;
import dev.companion.health.VendorApi;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.rmm.User;
import dev.companion.settings.DeletionDecision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Sweep now, pause, observation settings and held deletions, as a script sees them. */
@ConsoleTest
@Import(Tenancy.class)
class ObservingApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Log log;

    @AfterEach
    void nobodyDecides() {
        log.clear();
    }

    @Test
    void aSweepIsARequestWithATask() {
        var tenant = tenancy.connected();

        var answer = tenant.api.post("/api/sweeps", null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getType()).isEqualTo(RequestType.SWEEP_NOW));
        var task = "/api/tasks/" + answer.at("/taskId");
        assertThat(tenant.api.get(task).at("/state")).isEqualTo("PENDING");

        tenant.feed()
                .result(
                        tenant.key(answer.at("/taskId")),
                        Recorded.accepted(tenant.id, answer.at("/taskId"), RequestType.SWEEP_NOW, Map.of()));
        assertThat(tenant.api.get(task).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void earlierLinksAreLookedForAsATask() {
        var tenant = tenancy.connected();

        var answer = tenant.api.post("/api/link-searches", null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getType()).isEqualTo(RequestType.FIND_LINKS));
        tenant.feed()
                .result(
                        tenant.key(answer.at("/taskId")),
                        Recorded.accepted(tenant.id, answer.at("/taskId"), RequestType.FIND_LINKS, Map.of()));
        var task = tenant.api.get("/api/tasks/" + answer.at("/taskId"));
        assertThat(task.at("/state")).isEqualTo("RUNNING");
        assertThat(task.at("/message")).isEqualTo("Waits until the poller begins.");
    }

    @Test
    void noLinksAreLookedForWhileOneSideIsMissingOrWorkIsPaused() {
        var fresh = tenancy.fresh();
        var paused = tenancy.connected().settings(it -> it.setPaused(true));

        assertThat(fresh.api.post("/api/link-searches", null).at("/title")).isEqualTo("Integration not configured");
        assertThat(paused.api.post("/api/link-searches", null).at("/detail")).contains("Resume it under Settings");
        assertThat(fresh.requests()).isEmpty();
        assertThat(paused.requests()).isEmpty();
    }

    @Test
    void nothingIsSweptWhileNothingIsConnectedOrWorkIsPaused() {
        var fresh = tenancy.fresh();
        var paused = tenancy.connected().settings(it -> it.setPaused(true));

        assertThat(fresh.api.post("/api/sweeps", null).at("/title")).isEqualTo("Nothing is connected yet");
        var answer = paused.api.post("/api/sweeps", null);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("paused", "Resume it under Settings");
        assertThat(fresh.requests()).isEmpty();
        assertThat(paused.requests()).isEmpty();
    }

    @Test
    void aChangeNeedsSessionAndToken() {
        var tenant = tenancy.connected();

        assertThat(tenant.stranger().post("/api/sweeps", null).status()).isIn(401, 403);
        tenant.api.with("X-CSRF-TOKEN", "wrong");
        assertThat(tenant.api.post("/api/sweeps", null).status()).isEqualTo(403);
        assertThat(tenant.api.put("/api/settings/pause", Map.of("paused", true)).status())
                .isEqualTo(403);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void pausingShowsWhenItIsTakenOver() {
        var tenant = tenancy.connected();
        decideFor(tenant);

        var paused = tenant.api.put("/api/settings/pause", Map.of("paused", true));
        var resumed = tenant.api.put("/api/settings/pause", Map.of("paused", false));

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().at("/paused").asBoolean()).isTrue();
        assertThat(resumed.json().at("/paused").asBoolean()).isFalse();
        assertThat(tenant.requests())
                .extracting(request -> request.getPaused().orElseThrow())
                .containsExactly(true, false);
        assertThat(tenant.api.put("/api/settings/pause", Map.of()).at("/detail"))
                .isEqualTo("paused: not given (expected: true or false).");
    }

    @Test
    void healingIsSwitchedOffAndOnAgain() {
        var tenant = tenancy.connected();
        decideFor(tenant);

        assertThat(tenant.api.get("/api/settings").json().at("/healing").asBoolean())
                .isTrue();
        var off = tenant.api.put("/api/settings/healing", Map.of("enabled", false));

        assertThat(off.status()).isEqualTo(200);
        assertThat(off.json().at("/healing").asBoolean(true)).isFalse();
        assertThat(off.at("/policies/ASSOCIATION_MISSING")).isEqualTo("SUGGEST");
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getHealing()).contains(false));
        assertThat(tenant.api.put("/api/settings/healing", Map.of()).at("/detail"))
                .isEqualTo("enabled: not given (expected: true or false).");
        assertThat(tenancy.fresh()
                        .api
                        .put("/api/settings/healing", Map.of("enabled", true))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatNobodyDecidesYetIsATask() {
        var tenant = tenancy.connected();

        var answer = tenant.api.put("/api/settings/pause", Map.of("paused", true));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.api.get(answer.header("Location")).at("/type")).isEqualTo("SET_PAUSED");
    }

    @Test
    void observationSettingsKeepWhatIsLeftOut() {
        var tenant = tenancy.connected();
        decideFor(tenant);

        assertThat(tenant.api.get("/api/settings").json().at("/observation"))
                .hasToString("{\"userEmails\":false,\"guardFloor\":5,\"guardPercent\":20}");
        var answer = tenant.api.put("/api/settings/observation", Map.of("userEmails", true, "guardFloor", 0));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/observation"))
                .hasToString("{\"userEmails\":true,\"guardFloor\":0,\"guardPercent\":20}");
    }

    @Test
    void observationSettingsSayTheirBounds() {
        var tenant = tenancy.connected();

        assertThat(observe(tenant, Map.of("guardFloor", 1001))).isEqualTo("guardFloor: 1001 (expected: 0 to 1,000).");
        assertThat(observe(tenant, Map.of("guardPercent", -1))).isEqualTo("guardPercent: -1 (expected: 0 to 100).");
        assertThat(tenancy.fresh()
                        .api
                        .put("/api/settings/observation", Map.of("guardFloor", 1))
                        .status())
                .isEqualTo(422);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void heldDeletionsAreListedWithTheDecisionOnExactlyThem() {
        var tenant = tenancy.connected();
        tenant.hold(ObservedKind.COMPANIES, "set-c", 9, "Acme Ltd").hold(ObservedKind.SITES, "set-s", 12, "Acme");
        tenant.settings(it -> it.setDeletionDecisions(List.of(
                decision(ObservedKind.SITES, "an earlier set", true),
                decision(ObservedKind.COMPANIES, "set-c", false))));

        var answer = tenant.api.get("/api/deletion-holds");

        assertThat(answer.json().at("/total").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/items/0").propertyNames())
                .containsExactly("kind", "setId", "missing", "known", "examples", "names", "since", "decision");
        assertThat(answer.at("/items/0/kind")).isEqualTo("SITES");
        assertThat(answer.json().at("/items/0/decision").isNull()).isTrue();
        assertThat(answer.json().at("/items/1/decision/approved").asBoolean(true))
                .isFalse();
    }

    @Test
    void heldUsersAreCalledByTheirNamesIfTheseAreKnown() {
        var tenant = tenancy.connected();
        tenant.user(User.newBuilder(Recorded.user(tenant.id, "u1", "sam"))
                        .setFirstName("Sam")
                        .setLastName("Okafor"))
                .hold(ObservedKind.USERS, "set-u", 2, "u1", "u2");

        var held = tenant.api.get("/api/deletion-holds").json().at("/items/0");

        assertThat(held.path("names").valueStream().map(JsonNode::asString)).containsExactly("Sam Okafor", "u2");
        assertThat(held.path("examples").valueStream().map(JsonNode::asString)).containsExactly("u1", "u2");
    }

    @Test
    void theStateOfTheSweepsIsThatOfTheListsAndOfTheLastRequest() {
        var tenant =
                tenancy.connected().site("s1", "Acme").company("c1", "Contoso").company("c2", "Fabrikam");
        tenant.settings(it -> it.setSweepRequestedAt(Recorded.AT));
        tenant.reader(VendorApi.DATTO_RMM, health -> health.setLastSweepAt(Recorded.AT.plusSeconds(4)))
                .reader(
                        VendorApi.GRAVITYZONE,
                        health -> health.setLastSweepAt(null).setSweepRows(100).setSweepTotal(250));

        var reading = tenant.api.get("/api/sweeps").json();

        assertThat(reading.at("/requestedAt").asString()).isEqualTo(Recorded.AT.toString());
        assertThat(reading.at("/endedAt").isNull()).isTrue();
        assertThat(reading.at("/possible").asBoolean()).isTrue();
        assertThat(reading.at("/linkSearch").isNull()).isTrue();
        var lists = reading.path("lists").valueStream().toList();
        assertThat(lists)
                .extracting(list -> list.path("api").asString())
                .containsExactlyInAnyOrder("DATTO_RMM", "GRAVITYZONE");
        assertThat(lists)
                .filteredOn(list -> list.path("api").asString().equals("GRAVITYZONE"))
                .singleElement()
                .satisfies(list -> {
                    assertThat(list.path("reading").asBoolean()).isTrue();
                    assertThat(list.path("known").asInt()).isEqualTo(2);
                    assertThat(list.path("read").asInt()).isEqualTo(100);
                    assertThat(list.path("total").asInt()).isEqualTo(250);
                });

        tenant.reader(VendorApi.GRAVITYZONE, health -> health.setLastSweepAt(Recorded.AT.plusSeconds(9)));

        assertThat(tenant.api.get("/api/sweeps").at("/endedAt"))
                .isEqualTo(Recorded.AT.plusSeconds(9).toString());
        assertThat(tenancy.fresh().api.get("/api/sweeps").json().at("/possible").asBoolean(true))
                .isFalse();
    }

    @Test
    void aListThatANewerVersionHoldsIsLeftAlone() {
        var tenant = tenancy.connected().hold(ObservedKind.UNKNOWN, "set-x", 7);

        assertThat(tenant.api.get("/api/deletion-holds").json().at("/total").asInt())
                .isZero();
    }

    @Test
    void aDecisionIsAboutExactlyTheSetThatWasSeen() {
        var tenant = tenancy.connected().hold(ObservedKind.SITES, "set-1", 12, "Acme");

        var answer = tenant.api.post("/api/deletion-holds/sites/decision", Map.of("setId", "set-1", "approved", true));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            var verdict = request.getDeletions().orElseThrow();
            assertThat(verdict.getKind()).isEqualTo(ObservedKind.SITES);
            assertThat(verdict.getSetId()).isEqualTo("set-1");
            assertThat(verdict.getApproved()).isTrue();
        });
    }

    @Test
    void aDecisionOnAnotherSetIsRefusedWithThePresentOne() {
        var tenant = tenancy.connected().hold(ObservedKind.SITES, "set-2", 13, "Acme", "Bolt");

        var answer = decide(tenant, "SITES", "set-1");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/detail")).contains("now 13 of 40 sites are missing");
        assertThat(answer.at("/hold/setId")).isEqualTo("set-2");
        assertThat(answer.at("/hold/examples/1")).isEqualTo("Bolt");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void aDecisionOnNothingIsRefused() {
        var tenant = tenancy.connected().hold(ObservedKind.SITES, "set-1", 12);
        tenant.feed().hold(tenant.key(ObservedKind.SITES.name()), null);

        assertThat(decide(tenant, "SITES", "set-1").status()).isEqualTo(404);
        assertThat(decide(tenant, "USERS", "set-1").at("/detail")).contains("no deletions of users need a decision");
        assertThat(decide(tenant, "TREES", "set-1").at("/detail")).contains("one of SITES, USERS, COMPANIES");
        assertThat(decide(tenant, "SITES", " ").status()).isEqualTo(400);
        assertThat(tenant.api
                        .post("/api/deletion-holds/SITES/decision", Map.of("setId", "set-1"))
                        .at("/detail"))
                .isEqualTo("approved: not given (expected: true or false).");
        assertThat(tenant.requests()).isEmpty();
    }

    private static dev.companion.console.ApiClient.Answer decide(Tenancy.Tenant tenant, String kind, String setId) {
        return tenant.api.post("/api/deletion-holds/" + kind + "/decision", Map.of("setId", setId, "approved", true));
    }

    private static String observe(Tenancy.Tenant tenant, Map<String, Object> body) {
        var answer = tenant.api.put("/api/settings/observation", new HashMap<>(body));
        assertThat(answer.status()).isEqualTo(400);
        return answer.at("/detail");
    }

    private static DeletionDecision decision(ObservedKind kind, String setId, boolean approved) {
        return DeletionDecision.newBuilder()
                .setKind(kind)
                .setSetId(setId)
                .setApproved(approved)
                .setDecidedBy("aaaa")
                .setDecidedAt(Recorded.AT)
                .build();
    }

    /** Plays the service that takes settings over. */
    private void decideFor(Tenancy.Tenant tenant) {
        log.decideBy(request -> {
            if (request.getTenantId().equals(tenant.id)) {
                takeOver(tenant, request);
            }
        });
    }

    private static void takeOver(Tenancy.Tenant tenant, Request request) {
        tenant.settings(it -> {
            request.getPaused().ifPresent(it::setPaused);
            request.getHealing().ifPresent(it::setHealing);
            request.getObservation().ifPresent(it::setObservation);
            return it;
        });
        tenant.feed()
                .result(
                        tenant.key(request.getRequestId()),
                        Recorded.accepted(tenant.id, request.getRequestId(), request.getType(), Map.of()));
    }
}
