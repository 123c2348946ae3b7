package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ApiClient.Answer;
import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.gravityzone.CompanyType;
import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.requests.RequestType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Suspending, activating, moving and deleting the company of a linked site, as a script sees it. */
@ConsoleTest
@Import(Tenancy.class)
class CompanyOrdersApiTest {

    private static final String[] EVERY_ACTION = {"SUSPEND", "ACTIVATE", "MOVE", "DELETE", "COUNT"};

    @Autowired
    private Tenancy tenancy;

    @Test
    void suspendingIsARequestAboutTheCompanyInUse() {
        var tenant = linked();

        var answer = tenant.api.post("/api/companies/c1/suspension", null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.CHANGE_COMPANY);
            assertThat(request.getCompanyChange()).hasValueSatisfying(change -> {
                assertThat(change.getSiteUid()).isEqualTo("s1");
                assertThat(change.getAction()).isEqualTo(CompanyAction.SUSPEND);
                assertThat(change.getCompanyId()).isEqualTo("c1");
                assertThat(change.getCompanyName()).isEqualTo("Contoso");
                assertThat(change.getParentId()).isEmpty();
                assertThat(change.getEndpoints()).isEmpty();
            });
        });
    }

    @Test
    void movingSaysWhereTo() {
        var tenant = linked();

        var answer = tenant.api.post("/api/companies/c1/move", Map.of("parentId", "p1"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests().getFirst().getCompanyChange().orElseThrow().getParentId())
                .contains("p1");
        assertThat(tenant.api
                        .post("/api/companies/c1/move", Map.of("parentId", "a|b"))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.api.post("/api/companies/c1/move", Map.of()).status()).isEqualTo(400);
        assertThat(tenant.requests()).hasSize(1);
    }

    @Test
    void deletingTakesNameAndCount() {
        var tenant = linked();

        var wrong = tenant.api.post("/api/companies/c1/deletion", Map.of("name", "contoso", "endpoints", 3));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("/detail")).startsWith("Nothing was changed.").contains("exactly as shown");
        assertThat(tenant.api
                        .post("/api/companies/c1/deletion", Map.of("name", "Contoso", "endpoints", -1))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.requests()).isEmpty();

        assertThat(tenant.api
                        .post("/api/companies/c1/deletion", Map.of("name", "Contoso"))
                        .status())
                .isEqualTo(202);
        assertThat(tenant.api
                        .post("/api/companies/c1/deletion", Map.of("name", "Contoso", "endpoints", 3))
                        .status())
                .isEqualTo(202);
        assertThat(tenant.requests())
                .extracting(request ->
                        request.getCompanyChange().orElseThrow().getEndpoints().orElseThrow())
                .containsExactly(0L, 3L);
    }

    @Test
    void machinesAreCountedWhenAPersonAsksAndTheNumberIsShownWithItsAge() {
        var tenant = linked();
        assertThat(tenant.api.get("/api/companies/c1").json().at("/machines").isNull())
                .isTrue();

        var answer = tenant.api.post("/api/companies/c1/machine-count", null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests())
                .singleElement()
                .satisfies(request -> assertThat(
                                request.getCompanyChange().orElseThrow().getAction())
                        .isEqualTo(CompanyAction.COUNT));
        order(tenant, CompanyAction.COUNT, ConditionReason.IN_PROGRESS, null);
        assertThat(tenant.api.post("/api/companies/c1/machine-count", null).status())
                .as("a second person asks")
                .isEqualTo(202);
        order(tenant, CompanyAction.SUSPEND, ConditionReason.IN_PROGRESS, null);
        assertThat(tenant.api.post("/api/companies/c1/machine-count", null).at("/detail"))
                .isEqualTo("Nothing was changed. Work on Acme is in progress. Wait until it is done.");
        counted(tenant, 1_234);
        var company = tenant.api.get("/api/companies/c1");
        assertThat(company.json().at("/machines/count").asLong()).isEqualTo(1_234);
        assertThat(company.at("/machines/countedAt")).isEqualTo(Recorded.AT.toString());
    }

    @Test
    void whoAsksWhileMachinesAreCountedGetsTheSameTask() {
        var tenant = linked();
        var first = count(tenant).at("/taskId");

        assertThat(count(tenant)).as("not decided yet").satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.at("/taskId")).isEqualTo(first);
        });
        tenant.feed()
                .result(
                        tenant.key(first),
                        Recorded.accepted(tenant.id, first, RequestType.CHANGE_COMPANY, Map.of("s1", 2L)));
        order(tenant, CompanyAction.COUNT, ConditionReason.IN_PROGRESS, null);
        assertThat(count(tenant).at("/taskId")).as("in progress").isEqualTo(first);
        assertThat(tenant.requests()).hasSize(1);

        order(tenant, CompanyAction.COUNT, ConditionReason.DECISION_OUTDATED, "Not counted in time.");
        var second = count(tenant).at("/taskId");
        assertThat(second).as("that one failed").isNotEqualTo(first);
        assertThat(tenant.requests()).hasSize(2);
    }

    @Test
    void nothingIsCountedWhileAnotherRequestIsNotDecided() {
        var tenant = linked();
        var suspension = tenant.api.post("/api/companies/c1/suspension", null).at("/taskId");

        assertThat(count(tenant).at("/detail"))
                .isEqualTo("Nothing was changed. A request about Acme is not decided yet. Wait until it is.");
        assertThat(tenant.requests()).hasSize(1);

        tenant.feed()
                .result(
                        tenant.key(suspension),
                        Recorded.refused(tenant.id, suspension, RequestType.CHANGE_COMPANY, "Refused."));
        assertThat(count(tenant).status()).isEqualTo(202);
    }

    @Test
    void aDeletionNamesTheNumberThatWasShown() {
        var tenant = linked();
        counted(tenant, 3);

        var other = tenant.api.post("/api/companies/c1/deletion", Map.of("name", "Contoso", "endpoints", 2));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/type")).isEqualTo("urn:companion:problem:machines-changed");
        assertThat(other.json().at("/machines/count").asLong()).isEqualTo(3);
        assertThat(other.at("/detail"))
                .isEqualTo("Nothing was changed. The company has 3 machines with an agent now; you saw 2. Review it and"
                        + " decide again.");
        assertThat(tenant.api
                        .post("/api/companies/c1/deletion", Map.of("name", "Contoso"))
                        .at("/type"))
                .as("without a number: none was seen")
                .isEqualTo("urn:companion:problem:machines-changed");
        assertThat(tenant.requests()).isEmpty();

        assertThat(tenant.api
                        .post("/api/companies/c1/deletion", Map.of("name", "Contoso", "endpoints", 3))
                        .status())
                .isEqualTo(202);
        assertThat(tenant.requests().getLast().getCompanyChange().orElseThrow().getEndpoints())
                .contains(3L);
    }

    @Test
    void onlyCompaniesOfThisTenantsLinksAreChanged() {
        var tenant = linked().company("free", "Free");
        var other = linked();

        assertThat(tenant.api.post("/api/companies/free/suspension", null).at("/detail"))
                .contains("not linked to a site");
        assertThat(tenant.api.post("/api/companies/nowhere/suspension", null).status())
                .isEqualTo(404);
        other.feed().company(other.key("theirs"), Recorded.company(other.id, "theirs", "Theirs"));
        assertThat(tenant.api.post("/api/companies/theirs/activation", null).status())
                .isEqualTo(404);
        assertThat(tenant.api.get("/api/companies/theirs").status()).isEqualTo(404);
        assertThat(tenant.stranger().post("/api/companies/c1/suspension", null).status())
                .isIn(401, 403);
        tenant.api.with("X-CSRF-TOKEN", "wrong");
        assertThat(tenant.api.post("/api/companies/c1/suspension", null).status())
                .isEqualTo(403);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void nothingIsDecidedThatWouldBeOutdatedBeforeItBegins() {
        var tenant = linked().settings(it -> it.setPaused(true));

        var answer = tenant.api.post("/api/companies/c1/suspension", null);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("paused", "15 minutes", "Resume");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void oneCompanyTellsWhatCanBeDecidedAndWhyNot() {
        var tenant = linked();

        var company = tenant.api.get("/api/companies/c1");

        assertThat(company.status()).isEqualTo(200);
        assertThat(company.at("/site/uid")).isEqualTo("s1");
        assertThat(company.json().at("/site/devices").asInt()).isEqualTo(12);
        assertThat(company.at("/decisions/0/action")).isEqualTo("SUSPEND");
        assertThat(company.json().at("/decisions/0/why").isNull()).isTrue();
        assertThat(company.json().at("/suspended").asBoolean(true)).isFalse();
        assertThat(company.json().at("/decided").isNull()).isTrue();
    }

    @Test
    void theTaskFollowsWhatBecameOfTheDecision() {
        var tenant = linked();
        var taskId = tenant.api.post("/api/companies/c1/suspension", null).at("/taskId");
        tenant.feed()
                .result(
                        tenant.key(taskId),
                        Recorded.accepted(tenant.id, taskId, RequestType.CHANGE_COMPANY, Map.of("s1", 2L)));
        order(tenant, CompanyAction.SUSPEND, ConditionReason.IN_PROGRESS, null);
        var running = tenant.api.get("/api/tasks/" + taskId);

        order(tenant, CompanyAction.SUSPEND, ConditionReason.DECISION_OUTDATED, "Contoso was renamed meanwhile.");
        var refused = tenant.api.get("/api/tasks/" + taskId);

        assertThat(running.at("/items/0/state")).isEqualTo("RUNNING");
        assertThat(refused.at("/state")).isEqualTo("FAILED");
        assertThat(refused.at("/items/0/message")).isEqualTo("Contoso was renamed meanwhile.");
        assertThat(tenant.api.get("/api/companies/c1").at("/decided/message"))
                .isEqualTo("Contoso was renamed meanwhile.");
    }

    @Test
    void eachDecisionSaysWhyItIsNotPossible() {
        var tenant = linked();
        tenant.company("free", "Free");

        var linked = tenant.api.get("/api/companies/c1");
        var free = tenant.api.get("/api/companies/free");

        assertThat(reasons(linked)).containsOnlyKeys(EVERY_ACTION).values().containsOnly("");
        assertThat(linked.json().at("/site/devices").asInt()).isEqualTo(12);
        assertThat(reasons(free))
                .containsOnlyKeys(EVERY_ACTION)
                .allSatisfy((_, why) -> assertThat(why).contains("Free is not linked to a site"));
        assertThat(tenant.api.get("/api/companies/c9").status()).isEqualTo(404);
    }

    /** Why a decision is not possible, by its action; empty if it is possible. */
    private static Map<String, String> reasons(Answer company) {
        return company.json()
                .path("decisions")
                .valueStream()
                .collect(Collectors.toMap(
                        decision -> decision.path("action").asString(),
                        decision -> decision.path("why").asString("")));
    }

    private static Answer count(Tenancy.Tenant tenant) {
        return tenant.api.post("/api/companies/c1/machine-count", null);
    }

    @Test
    void theOwnCompanyAndPartnersArePlacesForAMove() {
        var tenant = linked();
        tenant.feed()
                .company(tenant.key("p1"), Recorded.company(tenant.id, "p1", "Branch", CompanyType.PARTNER, false));
        tenant.company("c2", "Fabrikam");

        var places = tenant.api.get("/api/companies/c1/places").json();

        assertThat(places.valueStream().map(place -> place.path("name").asString()))
                .containsExactly("Northwind", "Branch · Northwind");
        assertThat(tenant.api.get("/api/companies/nowhere/places").status()).isEqualTo(404);
    }

    private Tenancy.Tenant linked() {
        return tenancy.connected().site("s1", "Acme").company("c1", "Contoso").ready("s1", "c1");
    }

    /** The provisioner has counted, and nothing else has changed. */
    private static void counted(Tenancy.Tenant tenant, long machines) {
        var link = Link.newBuilder(Recorded.link(tenant.id, "s1", 2, "c1", null))
                .setCompanyOrder(CompanyOrder.newBuilder()
                        .setAction(CompanyAction.COUNT)
                        .setCompanyId("c1")
                        .setCompanyName("Contoso")
                        .setDecidedAt(Recorded.AT)
                        .setRequestId("r")
                        .build())
                .build();
        tenant.feed().link(tenant.key("s1"), link);
        tenant.feed()
                .status(
                        tenant.key("s1"),
                        LinkStatus.newBuilder(Recorded.status(tenant.id, "s1", 2, LinkPhase.READY, "c1"))
                                .setMachines(machines)
                                .setMachinesCountedAt(Recorded.AT)
                                .build());
    }

    private static void order(Tenancy.Tenant tenant, CompanyAction action, ConditionReason reason, String message) {
        var link = Link.newBuilder(Recorded.link(tenant.id, "s1", 2, "c1", null))
                .setCompanyOrder(CompanyOrder.newBuilder()
                        .setAction(action)
                        .setCompanyId("c1")
                        .setCompanyName("Contoso")
                        .setDecidedAt(Recorded.AT)
                        .setRequestId("r")
                        .build())
                .build();
        var status = LinkStatus.newBuilder(Recorded.status(tenant.id, "s1", 2, LinkPhase.READY, "c1"));
        var conditions = new java.util.ArrayList<>(status.getConditions());
        conditions.add(Condition.newBuilder()
                .setType(ConditionType.COMPANY_ORDER)
                .setStatus(ConditionStatus.FALSE)
                .setReason(reason)
                .setMessage(message)
                .setSince(Recorded.AT)
                .build());
        tenant.feed().link(tenant.key("s1"), link);
        tenant.feed()
                .status(
                        tenant.key("s1"),
                        status.setConditions(List.copyOf(conditions)).build());
    }
}
