package dev.companion.console.web.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ApiClient;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.console.requests.RequestLog.RequestNotConfirmed;
import dev.companion.console.requests.RequestLog.RequestNotWritten;
import dev.companion.links.SuggestionState;
import dev.companion.requests.RequestType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class PlansApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Log log;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @AfterEach
    void reset() {
        log.clear();
        clock.set(Recorded.AT);
    }

    private static Map<String, Object> all(String action) {
        return Map.of("action", action, "selection", Map.of("all", true));
    }

    private static Map<String, Object> of(String action, String... siteUids) {
        return Map.of("action", action, "selection", Map.of("siteUids", List.of(siteUids)));
    }

    private static ApiClient.Answer made(Tenancy.Tenant tenant, Map<String, Object> body) {
        var answer = tenant.api.post("/api/plans", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private static ApiClient.Answer apply(Tenancy.Tenant tenant, ApiClient.Answer plan) {
        return tenant.api.post(
                "/api/plans/" + plan.at("/id") + "/apply",
                Map.of("revision", plan.json().at("/revision").asInt()));
    }

    private Tenancy.Tenant withTwoMatches() {
        return tenancy.connected()
                .site("s1", "Acme")
                .company("c1", "company c1")
                .suggestion("s1", "Acme", SuggestionState.SUGGESTED, "c1")
                .site("s2", "Bolt")
                .company("c2", "company c2")
                .suggestion("s2", "Bolt", SuggestionState.SUGGESTED, "c2")
                .site("s3", "Core");
    }

    @Test
    void aPlanChangesNothingUntilItIsAppliedExactlyAsItWasShown() {
        var tenant = withTwoMatches();

        var plan = made(tenant, all("LINK_MATCHES"));

        assertThat(plan.header("Location")).isEqualTo("/api/plans/" + plan.at("/id"));
        assertThat(plan.at("/state")).isEqualTo("OPEN");
        assertThat(plan.json().at("/sites").asInt()).isEqualTo(3);
        assertThat(plan.json().at("/changes").asInt()).isEqualTo(2);
        assertThat(plan.json().at("/groups/leftOut").asInt()).isOne();
        assertThat(plan.json().at("/estimate/gravityZoneCalls").asInt()).isPositive();
        assertThat(plan.at("/estimate/basis")).contains("480 calls to GravityZone a minute");
        var sites = tenant.api.get("/api/plans/" + plan.at("/id") + "/sites");
        assertThat(sites.json().at("/total").asInt()).isEqualTo(3);
        assertThat(sites.at("/items/0/companyName")).isEqualTo("company c1");
        assertThat(sites.json().at("/items/0/score").asInt()).isEqualTo(95);
        assertThat(sites.at("/items/2/reason")).isEqualTo("No company matches.");
        assertThat(tenant.api
                        .get("/api/plans/" + plan.at("/id") + "/sites?group=LEFT_OUT&size=1")
                        .at("/items/0/siteUid"))
                .isEqualTo("s3");
        assertThat(tenant.requests()).isEmpty();

        var applied = apply(tenant, plan);

        assertThat(applied.status()).isEqualTo(202);
        assertThat(applied.at("/taskId")).isEqualTo(plan.at("/id"));
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getRequestId()).isEqualTo(plan.at("/id"));
            assertThat(request.getType()).isEqualTo(RequestType.CREATE_LINKS);
            assertThat(request.getCreateLinks().orElseThrow())
                    .extracting(link -> link.getSiteUid() + link.getCompanyId().orElseThrow())
                    .containsExactly("s1c1", "s2c2");
        });
        var ended = tenant.api.get("/api/plans/" + plan.at("/id"));
        assertThat(ended.at("/state")).isEqualTo("APPLIED");
        assertThat(ended.at("/taskId")).isEqualTo(plan.at("/id"));
        assertThat(ended.at("/endedBy"))
                .isEqualTo(
                        tenant.administrator().substring(tenant.administrator().length() - 4));
        assertThat(tenant.api.get("/api/plans").at("/items/0/state")).isEqualTo("APPLIED");
    }

    @Test
    void appliedTwiceItIsOneTask() throws Exception {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));

        try (var tabs = Executors.newFixedThreadPool(4)) {
            Callable<ApiClient.Answer> click = () -> apply(tenant, plan);
            var answers = tabs.invokeAll(Collections.nCopies(4, click));
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(202);
                assertThat(answer.get().at("/taskId")).isEqualTo(plan.at("/id"));
            }
        }
        // Its sites are linked by now, and the person presses once more.
        tenant.feed().link(tenant.key("s1"), Recorded.link(tenant.id, "s1", 1, "c1", null));

        assertThat(apply(tenant, plan).status()).isEqualTo(202);
        assertThat(tenant.requests()).hasSize(1);
    }

    @Test
    void whatWasNotConfirmedIsSentAgainAsTheVerySameRequest() {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));
        log.decideBy(_ -> {
            throw new RequestNotConfirmed(new IllegalStateException("no broker"));
        });

        assertThat(apply(tenant, plan).status()).isEqualTo(503);
        assertThat(tenant.api.get("/api/plans/" + plan.at("/id")).at("/state")).isEqualTo("UNCONFIRMED");
        assertThat(choose(tenant, plan, Map.of("takeOut", List.of("s1"))).status())
                .isEqualTo(409);
        log.decideBy(_ -> {});
        // Part of what it did is seen already; that makes it no stale plan.
        tenant.feed().link(tenant.key("s1"), Recorded.link(tenant.id, "s1", 1, "c1", null));

        assertThat(apply(tenant, plan).status()).isEqualTo(202);
        assertThat(tenant.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.getRequestId()).isEqualTo(plan.at("/id"));
            assertThat(request.getCreateLinks().orElseThrow()).hasSize(2);
        });
    }

    @Test
    void whatWasNotWrittenCanBeAppliedAgain() {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));
        log.decideBy(_ -> {
            throw new RequestNotWritten(new IllegalStateException("registry"), true);
        });

        assertThat(apply(tenant, plan).status()).isEqualTo(503);

        log.decideBy(_ -> {});
        assertThat(tenant.api.get("/api/plans/" + plan.at("/id")).at("/state")).isEqualTo("OPEN");
        assertThat(apply(tenant, plan).status()).isEqualTo(202);
    }

    @Test
    void aStalePlanChangesNothingAndSaysWhatChangedByName() {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));
        tenant.site("s1", "Acme North");
        tenant.feed().link(tenant.key("s2"), Recorded.link(tenant.id, "s2", 1, "c9", null));

        var refused = apply(tenant, plan);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/type")).isEqualTo("urn:companion:problem:plan-stale");
        assertThat(refused.at("/detail"))
                .startsWith("Nothing was changed for any site")
                .contains("Acme, Bolt");
        assertThat(refused.json().at("/changes").size()).isEqualTo(2);
        assertThat(refused.at("/changes/0/siteName")).isEqualTo("Acme");
        assertThat(refused.at("/changes/0/what")).isEqualTo("The site is now named “Acme North”.");
        assertThat(refused.at("/changes/1/what")).startsWith("The site was linked to");
        assertThat(tenant.requests()).isEmpty();
        // It stays stale, and says so to others.
        tenant.site("s1", "Acme");
        assertThat(apply(tenant, plan).status()).isEqualTo(409);
        assertThat(tenant.api.get("/api/plans/" + plan.at("/id")).at("/stale/0/siteName"))
                .isEqualTo("Acme");

        var renewed = tenant.api.post("/api/plans/" + plan.at("/id") + "/renewal", Map.of());

        assertThat(renewed.status()).isEqualTo(201);
        assertThat(renewed.json().at("/changes").asInt()).isOne();
        assertThat(tenant.api.get("/api/plans/" + plan.at("/id")).at("/replacedBy"))
                .isEqualTo(renewed.at("/id"));
        assertThat(apply(tenant, renewed).status()).isEqualTo(202);
    }

    private static ApiClient.Answer choose(Tenancy.Tenant tenant, ApiClient.Answer plan, Map<String, Object> choice) {
        return tenant.api.post("/api/plans/" + plan.at("/id") + "/choice", choice);
    }

    @Test
    void theRevisionThatWasShownIsAppliedAndNoOther() {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));
        var changed = choose(tenant, plan, Map.of("takeOut", List.of("s1")));

        var refused = apply(tenant, plan);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/type")).isEqualTo("urn:companion:problem:plan-changed");
        assertThat(changed.json().at("/changes").asInt()).isOne();
        assertThat(apply(tenant, changed).status()).isEqualTo(202);
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getCreateLinks().orElseThrow())
                        .extracting(link -> link.getSiteUid())
                        .containsExactly("s2"));
    }

    @Test
    void aCompanyBesideASimilarOneIsMadeOnlyIfAPersonConfirmsIt() {
        var tenant = tenancy.connected().site("s1", "Chester Road Motors").company("c1", "Chester Road Motors Ltd");
        var plan = made(tenant, of("CREATE_COMPANIES", "s1"));
        assertThat(plan.json().at("/changes").asInt()).isZero();
        assertThat(plan.json().at("/groups/unconfirmed").asInt()).isOne();
        assertThat(tenant.api.get("/api/plans/" + plan.at("/id") + "/sites").at("/items/0/similar/0/companyId"))
                .isEqualTo("c1");
        assertThat(apply(tenant, plan).status()).isEqualTo(422);

        var confirmed = choose(tenant, plan, Map.of("putBack", List.of("s1")));

        assertThat(apply(tenant, confirmed).status()).isEqualTo(202);
        assertThat(tenant.requests()).hasSize(1);
    }

    @Test
    void unlinkingKeepsThePackagesUnlessThePlanSaysOtherwise() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");
        var plan = made(tenant, of("UNLINK", "s1"));
        assertThat(plan.json().at("/deletePackages").asBoolean()).isFalse();

        var changed = choose(tenant, plan, Map.of("deletePackages", true));

        assertThat(apply(tenant, changed).status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.DELETE_LINKS);
            assertThat(request.getDeleteLinks()).contains(List.of("s1"));
            assertThat(request.getDeletePackages()).contains(true);
        });
    }

    @Test
    void aPlanExpires() {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));
        clock.set(Recorded.AT.plus(Duration.ofHours(24)));
        // The session ended long before.
        tenant.api.with("Cookie", null).signedIn(tenant.administrator());

        var refused = apply(tenant, plan);

        assertThat(tenant.api.get("/api/plans/" + plan.at("/id")).at("/state")).isEqualTo("EXPIRED");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/type")).isEqualTo("urn:companion:problem:plan-ended");
        assertThat(refused.at("/detail")).contains("expired after 24 hours");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void anothersPlanDoesNotExist() {
        var theirs = withTwoMatches();
        var plan = made(theirs, all("LINK_MATCHES"));
        var mine = tenancy.connected();
        var path = "/api/plans/" + plan.at("/id");

        assertThat(mine.api.get(path).status()).isEqualTo(404);
        assertThat(mine.api.get(path + "/sites").status()).isEqualTo(404);
        assertThat(mine.api.post(path + "/apply", Map.of("revision", 1)).status())
                .isEqualTo(404);
        assertThat(mine.api
                        .post(path + "/choice", Map.of("takeOut", List.of("s1")))
                        .status())
                .isEqualTo(404);
        assertThat(mine.api.post(path + "/renewal", Map.of()).status()).isEqualTo(404);
        assertThat(mine.api.get("/api/plans").json().at("/total").asInt()).isZero();
        assertThat(made(mine.site("own", "Own"), of("LINK_MATCHES", "s1", "own"))
                        .json()
                        .at("/changes")
                        .asInt())
                .isZero();
        apply(theirs, plan);
        assertThat(mine.api.get(path).status()).isEqualTo(404);
        assertThat(mine.api.get(path).text()).doesNotContain("taskId");
        assertThat(mine.requests()).isEmpty();
    }

    @Test
    void aChangeNeedsTheTokenAndASession() {
        var tenant = withTwoMatches();
        var plan = made(tenant, all("LINK_MATCHES"));
        assertThat(tenant.stranger().get("/api/plans").status()).isEqualTo(401);

        tenant.api.with("X-CSRF-TOKEN", "wrong");

        assertThat(tenant.api.post("/api/plans", all("LINK_MATCHES")).status()).isEqualTo(403);
        assertThat(apply(tenant, plan).status()).isEqualTo(403);
        assertThat(choose(tenant, plan, Map.of()).status()).isEqualTo(403);
        assertThat(tenant.api
                        .post("/api/plans/" + plan.at("/id") + "/renewal", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(tenant.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"DELETE\",\"selection\":{\"all\":true}}",
                "{\"action\":\"UNLINK\",\"selection\":{}}",
                "{\"action\":\"UNLINK\",\"selection\":{\"siteUids\":[]}}",
                "{\"action\":\"UNLINK\",\"selection\":{\"siteUids\":[null]}}",
                "{\"action\":\"UNLINK\",\"selection\":{\"siteUids\":[\"a|b\"]}}",
                "{\"action\":\"UNLINK\",\"selection\":{\"all\":true,\"siteUids\":[\"s\"]}}",
                "{\"action\":\"UNLINK\",\"selection\":{\"siteUids\":[\"s\"],\"except\":[\"t\"]}}",
                "{\"action\":\"UNLINK\",\"selection\":{\"all\":true,\"filter\":{\"states\":[\"SOME\"]}}}",
            })
    void bodiesThatAreNoPlansAreNotUnderstood(String body) {
        assertThat(tenancy.connected().api.post("/api/plans", body).status()).isEqualTo(400);
    }

    @Test
    void nothingIsPlannedOfNothingAndNothingLinkedBeforeBothSidesAreConnected() {
        assertThat(tenancy.connected()
                        .api
                        .post("/api/plans", all("LINK_MATCHES"))
                        .at("/title"))
                .isEqualTo("No site selected");
        assertThat(tenancy.fresh()
                        .site("s1", "Acme")
                        .api
                        .post("/api/plans", all("CREATE_COMPANIES"))
                        .at("/type"))
                .isEqualTo("urn:companion:problem:not-connected");
    }

    @Test
    void threeHundredSitesAreOnePlanAndOneRequest() {
        var tenant = tenancy.connected();
        sites(tenant, 300);

        var plan = made(
                tenant,
                Map.of(
                        "action",
                        "CREATE_COMPANIES",
                        "selection",
                        Map.of(
                                "all",
                                true,
                                "filter",
                                Map.of("q", "customer", "states", List.of("UNLINKED")),
                                "except",
                                List.of("s0000"))));

        assertThat(plan.json().at("/changes").asInt()).isEqualTo(299);
        assertThat(plan.at("/selection/q")).isEqualTo("customer");
        assertThat(apply(tenant, plan).status()).isEqualTo(202);
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.getCreateLinks().orElseThrow()).hasSize(299));
    }

    @Test
    void fiveThousandSitesAreLookedAtAndTwoThousandChanged() {
        var tenant = tenancy.connected();
        sites(tenant, 5_000);

        var plan = made(tenant, all("CREATE_COMPANIES"));

        assertThat(plan.json().at("/sites").asInt()).isEqualTo(5_000);
        assertThat(plan.json().at("/changes").asInt()).isEqualTo(2_000);
        assertThat(plan.json().at("/estimate/seconds").asInt()).isEqualTo(2_000);
        assertThat(apply(tenant, plan).status()).isEqualTo(202);
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.getCreateLinks().orElseThrow()).hasSize(2_000));

        tenant.site("one-more", "Customer one more");
        var refused = tenant.api.post("/api/plans", all("CREATE_COMPANIES"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/detail")).startsWith("The selection has 5,001 sites, and a plan has at most 5,000.");
        assertThat(refused.json().at("/max").asInt()).isEqualTo(5_000);
    }

    @Test
    void aTenantMakesABoundedNumberOfPlans() {
        var tenant = withTwoMatches();
        for (var count = 0; count < 20; count++) {
            made(tenant, of("LINK_MATCHES", "s1"));
        }

        var refused = tenant.api.post("/api/plans", of("LINK_MATCHES", "s1"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        clock.advance(Duration.ofMinutes(2));
        made(tenant, of("LINK_MATCHES", "s1"));
        assertThat(tenant.api.get("/api/plans").json().at("/total").asInt()).isEqualTo(20);
    }

    @Test
    void aPlanThatIsNotKeptSaysSoAndNamesItsTaskIfItWasApplied() {
        var tenant = withTwoMatches();
        var plan = made(tenant, of("LINK_MATCHES", "s1"));
        var other = made(tenant, of("LINK_MATCHES", "s2"));
        apply(tenant, plan);
        for (var count = 0; count < 20; count++) {
            clock.advance(Duration.ofMinutes(1));
            made(tenant, of("LINK_MATCHES", "s3"));
        }

        var applied = tenant.api.get("/api/plans/" + plan.at("/id"));
        var gone = tenant.api.get("/api/plans/" + other.at("/id"));

        assertThat(applied.status()).isEqualTo(404);
        assertThat(applied.at("/taskId")).isEqualTo(plan.at("/id"));
        assertThat(apply(tenant, plan).at("/taskId")).isEqualTo(plan.at("/id"));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.at("/detail")).contains("the console was restarted", "Make the plan again");
        assertThat(apply(tenant, other).status()).isEqualTo(404);
        assertThat(tenant.requests()).hasSize(1);
    }

    private static void sites(Tenancy.Tenant tenant, int count) {
        IntStream.range(0, count)
                .mapToObj("s%04d"::formatted)
                .forEach(uid -> tenant.site(uid, "Customer " + uid + " " + Integer.toHexString(uid.hashCode() * 31)));
    }
}
