package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.discrepancies.UnavailableAction;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.requests.RequestType;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class EventResolutionApiTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void anEventTellsWhatCanBeDoneAndWhatNotInItsOwnWords() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.DESTINATION_MOVED,
                        "s1",
                        event -> event.setTitle("Contoso was moved out of sight")
                                .setFacts("f1")
                                .setAffectedSites(5_000)
                                .setAssignee("bbbb")
                                .setLevel(PolicyLevel.SUGGEST)
                                .setChoices(List.of(Choice.newBuilder()
                                        .setAction(Action.RECREATE)
                                        .setLabel("Create it anew")
                                        .setEffect("A company is created.")
                                        .setNeedsName(true)
                                        .build()))
                                .setUnavailable(List.of(UnavailableAction.newBuilder()
                                        .setAction(Action.MOVE)
                                        .setBecause("The key does not see it.")
                                        .build())),
                        Action.RECREATE);

        var event = tenant.api.get("/api/events/d1");

        assertThat(event.at("/title")).isEqualTo("Contoso was moved out of sight");
        assertThat(event.at("/facts")).isEqualTo("f1");
        assertThat(event.at("/level")).isEqualTo("SUGGEST");
        assertThat(event.at("/assignee")).isEqualTo("bbbb");
        assertThat(event.json().at("/affectedSites").asInt()).isEqualTo(5_000);
        assertThat(event.json().at("/choices/0").propertyNames())
                .containsExactlyInAnyOrder("action", "label", "effect", "needsName", "proposedName", "destructive");
        assertThat(event.at("/choices/0/label")).isEqualTo("Create it anew");
        assertThat(event.at("/unavailable/0/because")).isEqualTo("The key does not see it.");
        assertThat(refused(tenant, "d1", Map.of("action", "MOVE"))).isEqualTo("The key does not see it.");
        assertThat(refused(tenant, "d1", Map.of("action", "RECREATE"))).contains("needs a name");
    }

    @Test
    void whatIsDecidedOnOtherFactsIsRefused() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyType.SOURCE_DELETED, "s1", event -> event.setFacts("f2"), Action.KEEP);

        var answer = tenant.api.post("/api/events/d1/resolution", Map.of("action", "KEEP", "facts", "f1"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/factsChanged").asBoolean()).isTrue();
        assertThat(answer.at("/detail")).contains("have changed since you opened the event");
        assertThat(tenant.requests()).isEmpty();
        var other = tenant.api.post("/api/events/d1/resolution", Map.of("action", "MOVE"));
        assertThat(other.json().at("/factsChanged").asBoolean()).isFalse();
        assertThat(tenant.api
                        .post("/api/events/d1/resolution", Map.of("action", "KEEP", "facts", "f2"))
                        .status())
                .isEqualTo(202);
        assertThat(tenant.requests().getLast().getResolution().orElseThrow().getFacts())
                .contains("f2");
    }

    @Test
    void whatIsUnderWayOrOverIsNewsForWhoDecides() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyState.RESOLVING, "s1", Action.KEEP)
                .event("d2", DiscrepancyState.CLOSED, "s2", Action.KEEP);

        for (var id : List.of("d1", "d2")) {
            var answer = tenant.api.post("/api/events/" + id + "/resolution", Map.of("action", "KEEP"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().at("/factsChanged").asBoolean()).isTrue();
        }
    }

    @Test
    void deletingCarriesTheNameAndTheNumberOfMachines() {
        var tenant = tenancy.connected().event("d1", DiscrepancyState.OPEN, "s1", Action.KEEP, Action.DELETE);

        var answer = tenant.api.post(
                "/api/events/d1/resolution", Map.of("action", "DELETE", "name", "Contoso Ltd", "endpoints", 3));

        assertThat(answer.status()).isEqualTo(202);
        var resolution = tenant.requests().getLast().getResolution().orElseThrow();
        assertThat(resolution.getEndpoints()).contains(3L);
        assertThat(resolution.getName()).contains("Contoso Ltd");
        assertThat(tenant.api
                        .post(
                                "/api/events/d1/resolution",
                                Map.of("action", "DELETE", "name", "Contoso Ltd", "endpoints", -1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void deletingIsRefusedIfMoreMachinesWereCountedThanWereSeen() {
        var tenant = tenancy.connected()
                .site("s1", "Acme")
                .company("c-1", "Contoso Ltd")
                .ready("s1", "c-1")
                .event(
                        "d1",
                        DiscrepancyType.SOURCE_DELETED,
                        "s1",
                        event -> event.setCompanyId("c-1"),
                        Action.KEEP,
                        Action.DELETE);
        tenant.feed()
                .status(
                        tenant.key("s1"),
                        LinkStatus.newBuilder(Recorded.status(tenant.id, "s1", 1, LinkPhase.READY, "c-1"))
                                .setMachines(18L)
                                .setMachinesCountedAt(Recorded.AT)
                                .build());

        var answer = tenant.api.post(
                "/api/events/d1/resolution", Map.of("action", "DELETE", "name", "Contoso Ltd", "endpoints", 17));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/type")).isEqualTo("urn:companion:problem:machines-changed");
        assertThat(answer.at("/detail"))
                .isEqualTo(
                        "Nothing was changed. The company has 18 machines with an agent now; you saw 17. Review it and"
                                + " decide again.");
        assertThat(answer.json().at("/machines/count").asLong()).isEqualTo(18);
        assertThat(tenant.requests()).isEmpty();
        assertThat(tenant.api
                        .post(
                                "/api/events/d1/resolution",
                                Map.of("action", "DELETE", "name", "Contoso Ltd", "endpoints", 18))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void somebodyTakesAnEventAndGivesItUp() {
        var tenant = tenancy.connected().event("d1", DiscrepancyState.RESOLVING, "s1", Action.KEEP);
        var me = tenant.administrator().substring(tenant.administrator().length() - 4);

        tenant.api.post("/api/events/d1/resolution", Map.of("action", "ASSIGN", "assignee", "me"));
        tenant.api.post("/api/events/d1/resolution", Map.of("action", "ASSIGN"));
        tenant.api.post("/api/events/d1/resolution", Map.of("action", "RECHECK"));

        var resolutions = tenant.requests().stream()
                .map(request -> request.getResolution().orElseThrow())
                .toList();
        assertThat(resolutions)
                .extracting(each -> each.getAction())
                .containsExactly(Action.ASSIGN, Action.ASSIGN, Action.RECHECK);
        assertThat(resolutions.get(0).getAssignee()).contains(me);
        assertThat(resolutions.get(1).getAssignee()).isEmpty();
    }

    @Test
    void manyOfOneTypeAreOneRequest() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE, Action.IGNORE)
                .event("d2", DiscrepancyState.SNOOZED, "s2", Action.RECREATE, Action.IGNORE)
                .event("d3", DiscrepancyState.OPEN, "s3", Action.IGNORE);

        var answer = tenant.api.post(
                "/api/events/resolution",
                Map.of(
                        "ids",
                        List.of("d1", "d2", "d3", "d1"),
                        "action",
                        "IGNORE",
                        "reason",
                        "holidays",
                        "until",
                        "2026-12-24T18:00:00Z"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.RESOLVE_DISCREPANCY);
            var resolution = request.getResolution().orElseThrow();
            assertThat(resolution.getDiscrepancyId()).isEqualTo("d1");
            assertThat(resolution.getDiscrepancyIds()).containsExactly("d2", "d3");
            assertThat(resolution.getReason()).contains("holidays");
        });
        assertThat(tenant.api
                        .get("/api/tasks/" + answer.at("/taskId"))
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'IGNORE','until':'2026-12-24T18:00:00Z'}",
                "{'action':'IGNORE','reason':' ','until':'2026-12-24T18:00:00Z'}",
                "{'action':'IGNORE','reason':'later'}",
                "{'action':'IGNORE','reason':'later','until':''}",
                "{'action':'IGNORE','reason':'later','until':'2026-11-01T10:00:00Z'}",
                "{'action':'IGNORE','reason':'later','until':'1970-01-01T00:00:00Z'}",
                "{'action':'IGNORE','reason':'later','until':'9999-12-31T23:59:59Z'}",
                "{'action':'IGNORE','reason':'later','until':'+999999999-12-31T23:59:59Z'}",
                "{'action':'IGNORE','reason':'later','until':'-999999999-01-01T00:00:00Z'}"
            })
    void aSnoozeWithoutReasonOrWithAnEndOutOfRangeIsRefusedAndNeverSent(String body) {
        var tenant = tenancy.connected().event("d1", DiscrepancyState.OPEN, "s1", Action.IGNORE);
        var json = body.replace('\'', '"');

        var one = tenant.api.post("/api/events/d1/resolution", json);
        var many = tenant.api.post("/api/events/resolution", json.replace("{", "{\"ids\":[\"d1\"],"));

        assertThat(one.status()).isEqualTo(422);
        assertThat(one.at("/detail")).containsPattern("Enter why|Choose a");
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.at("/refusals/0/reason")).isEqualTo(one.at("/detail"));
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void anEndThatIsNotOfASnoozeIsNotSent() {
        var tenant = tenancy.connected().event("d1", DiscrepancyState.OPEN, "s1", Action.KEEP);

        var answer = tenant.api.post(
                "/api/events/d1/resolution", Map.of("action", "KEEP", "until", "+999999999-12-31T23:59:59Z"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests().getLast().getResolution().orElseThrow().getUntil())
                .isEmpty();
    }

    @Test
    void manyAreRefusedWithTheReasonOfEach() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE, Action.DELETE)
                .event("d2", DiscrepancyState.CLOSED, "s2", Action.RECREATE, Action.DELETE)
                .event("d3", DiscrepancyType.SOURCE_DELETED, "s3", UnaryOperator.identity(), Action.KEEP);

        var closed = bulk(tenant, "RECREATE", "d1", "d2");
        assertThat(closed.json().at("/refusals").size()).isEqualTo(1);
        assertThat(closed.at("/refusals/0/id")).isEqualTo("d2");
        assertThat(closed.at("/refusals/0/reason")).contains("closed");
        assertThat(bulk(tenant, "DELETE", "d1").at("/refusals/0/reason")).contains("separately");
        assertThat(bulk(tenant, "KEEP", "d1", "d3").at("/title")).isEqualTo("Events of different types");
        assertThat(tenant.api
                        .post("/api/events/resolution", Map.of("ids", List.of("d1", "d9"), "action", "RECREATE"))
                        .status())
                .isEqualTo(404);
        var tooMany = IntStream.range(0, 501).mapToObj(i -> "d" + i).toList();
        assertThat(tenant.api
                        .post("/api/events/resolution", Map.of("ids", tooMany, "action", "RECREATE"))
                        .at("/detail"))
                .isEqualTo("ids: 501 entries (expected: 1 to 500).");
        assertThat(tenant.api
                        .post("/api/events/resolution", Map.of("ids", List.of(), "action", "RECREATE"))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void eventsAreFoundByTypeSiteAndWhoLooksAfterThem() {
        var tenant = tenancy.connected();
        var me = tenant.administrator().substring(tenant.administrator().length() - 4);
        tenant.event("d1", DiscrepancyType.SITE_RENAMED, "s1", event -> event.setAssignee(me), Action.RENAME)
                .event("d2", DiscrepancyType.SITE_RENAMED, "s2", event -> event.setAssignee("Robin"), Action.RENAME)
                .event("d3", DiscrepancyType.SOURCE_DELETED, "s2", UnaryOperator.identity(), Action.KEEP);

        assertThat(ids(tenant, "?assignee=me")).containsExactly("d1");
        assertThat(ids(tenant, "?assignee=robin")).containsExactly("d2");
        assertThat(ids(tenant, "?assignee=none")).containsExactly("d3");
        assertThat(ids(tenant, "?siteUid=s2")).containsExactlyInAnyOrder("d2", "d3");
        assertThat(ids(tenant, "?siteUid=s2&type=SITE_RENAMED")).containsExactly("d2");
        assertThat(ids(tenant, "?assignee=me&state=CLOSED")).isEmpty();
    }

    @Test
    void theTypesTellHowManyThereAre() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyType.SITE_RENAMED, "s1", UnaryOperator.identity(), Action.RENAME)
                .event(
                        "d2",
                        DiscrepancyType.SITE_RENAMED,
                        "s2",
                        event -> event.setLevel(PolicyLevel.OBSERVE),
                        Action.RENAME)
                .event("d3", DiscrepancyState.SNOOZED, "s3");

        var types = tenant.api.get("/api/events/types").json();

        assertThat(types.size()).isEqualTo(15);
        var renamed = types.valueStream()
                .filter(type -> type.at("/type").asString().equals("SITE_RENAMED"))
                .findFirst()
                .orElseThrow();
        assertThat(renamed.at("/title").asString()).isEqualTo("Site renamed");
        assertThat(renamed.at("/open").asInt()).isEqualTo(2);
        assertThat(renamed.at("/recorded").asInt()).isEqualTo(1);
        assertThat(renamed.at("/levels").size()).isEqualTo(3);
        assertThat(types.valueStream()
                        .mapToInt(type -> type.at("/snoozed").asInt())
                        .sum())
                .isEqualTo(1);
    }

    private static List<String> ids(Tenancy.Tenant tenant, String query) {
        return tenant.api
                .get("/api/events" + query)
                .json()
                .at("/items")
                .valueStream()
                .map(event -> event.at("/id").asString())
                .toList();
    }

    private static dev.companion.console.ApiClient.Answer bulk(Tenancy.Tenant tenant, String action, String... ids) {
        var answer = tenant.api.post("/api/events/resolution", Map.of("ids", List.of(ids), "action", action));
        assertThat(answer.status()).isEqualTo(422);
        return answer;
    }

    private static String refused(Tenancy.Tenant tenant, String eventId, Map<String, Object> body) {
        var answer = tenant.api.post("/api/events/" + eventId + "/resolution", body);
        assertThat(answer.status()).isEqualTo(422);
        return answer.at("/detail");
    }
}
