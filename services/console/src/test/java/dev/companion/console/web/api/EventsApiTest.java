package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class EventsApiTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void listsAllButWhatIsClosed() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE, Action.IGNORE)
                .event("d2", DiscrepancyState.SNOOZED, "s2")
                .event("d3", DiscrepancyState.CLOSED, "s3");

        var answer = tenant.api.get("/api/events");

        assertThat(answer.json().at("/total").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/items/0").propertyNames())
                .contains(
                        "id",
                        "type",
                        "state",
                        "siteUid",
                        "siteName",
                        "companyId",
                        "companyName",
                        "summary",
                        "consequence",
                        "actions",
                        "recommendedAction",
                        "openedAt",
                        "closedAt",
                        "title",
                        "choices",
                        "unavailable",
                        "facts",
                        "affectedSites",
                        "level",
                        "assignee",
                        "lastActionAt",
                        "lastActionProgress");
        assertThat(answer.at("/items/0/recommendedAction")).isEqualTo("RECREATE");
        assertThat(answer.at("/items/0/openedAt")).isEqualTo("2026-11-01T10:00:00Z");
        assertThat(tenant.api.get("/api/events?state=CLOSED").at("/items/0/id")).isEqualTo("d3");
        assertThat(tenant.api
                        .get("/api/events?state=OPEN,SNOOZED&type=DESTINATION_DELETED")
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(2);
        assertThat(tenant.api
                        .get("/api/events?type=SOURCE_DELETED")
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
        assertThat(tenant.api.get("/api/events?type=NONSENSE").status()).isEqualTo(400);
        assertThat(tenant.api.get("/api/events?format=csv").text()).startsWith("\uFEFF\"id\",\"type\",\"state\"");
    }

    @Test
    void theListIsSearchedAndSorted() {
        var tenant = tenancy.connected();
        event(tenant, "d1", "Zürich Praxis", "Fabrikam", Recorded.AT);
        event(tenant, "d2", "Acme", "Contoso", Recorded.AT.plusSeconds(60));
        event(tenant, "d3", "Dentist", "acme holding", Recorded.AT.plusSeconds(120));

        assertThat(ids(tenant, "")).containsExactly("d3", "d2", "d1");
        assertThat(ids(tenant, "?sort=openedAt")).containsExactly("d1", "d2", "d3");
        assertThat(ids(tenant, "?sort=source")).containsExactly("d2", "d3", "d1");
        assertThat(ids(tenant, "?sort=-source")).containsExactly("d1", "d3", "d2");
        assertThat(ids(tenant, "?sort=destination")).containsExactly("d3", "d2", "d1");
        assertThat(ids(tenant, "?sort=type")).as("all of one type").containsExactly("d3", "d2", "d1");
        assertThat(ids(tenant, "?q=ACME")).as("site or company").containsExactly("d3", "d2");
        assertThat(ids(tenant, "?q=company+deleted&sort=source")).containsExactly("d2", "d3", "d1");
        assertThat(ids(tenant, "?q=nowhere")).isEmpty();
        assertThat(tenant.api.get("/api/events?sort=size").at("/detail"))
                .contains("destination, openedAt, source, type");
        assertThat(tenant.api.get("/api/events?q=Praxis&format=csv").text().lines())
                .hasSize(2);
    }

    private static void event(Tenancy.Tenant tenant, String id, String site, String company, Instant openedAt) {
        tenant.feed()
                .event(
                        tenant.key(id),
                        Discrepancy.newBuilder(Recorded.event(
                                        tenant.id,
                                        id,
                                        DiscrepancyType.DESTINATION_DELETED,
                                        DiscrepancyState.OPEN,
                                        "s-" + id,
                                        Action.KEEP))
                                .setSiteName(site)
                                .setCompanyName(company)
                                .setOpenedAt(openedAt)
                                .build());
    }

    private static List<String> ids(Tenancy.Tenant tenant, String query) {
        return tenant.api.get("/api/events" + query).json().at("/items").findValuesAsString("id");
    }

    @Test
    void aResolutionIsARequest() {
        var tenant = tenancy.connected().event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE, Action.IGNORE);

        var answer = tenant.api.post(
                "/api/events/d1/resolution",
                Map.of("action", "IGNORE", "reason", "later", "until", "2027-01-01T00:00:00+01:00"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            var resolution = request.getResolution().orElseThrow();
            assertThat(resolution.getDiscrepancyId()).isEqualTo("d1");
            assertThat(resolution.getAction()).isEqualTo(Action.IGNORE);
            assertThat(resolution.getReason()).contains("later");
            assertThat(resolution.getUntil())
                    .hasValueSatisfying(until -> assertThat(until).isEqualTo("2026-12-31T23:00:00Z"));
        });
        assertThat(tenant.api.get("/api/tasks/" + answer.at("/taskId")).at("/type"))
                .isEqualTo("RESOLVE_DISCREPANCY");
    }

    @Test
    void whatCannotWorkIsRefusedWithTheReason() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyState.OPEN, "s1", Action.KEEP, Action.DELETE)
                .event("d2", DiscrepancyState.CLOSED, "s2", Action.KEEP);

        assertThat(resolve(tenant, "d1", Map.of("action", "MOVE"))).contains("MOVE is not available");
        assertThat(resolve(tenant, "d1", Map.of("action", "DELETE"))).contains("exactly as shown");
        assertThat(resolve(tenant, "d1", Map.of("action", "DELETE", "name", "contoso ltd")))
                .contains("exactly");
        assertThat(resolve(tenant, "d2", Map.of("action", "KEEP"))).contains("closed");
        assertThat(tenant.api
                        .post("/api/events/d1/resolution", Map.of("action", "SHOUT"))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.api.post("/api/events/d1/resolution", Map.of()).status())
                .isEqualTo(400);
        assertThat(tenant.api
                        .post("/api/events/d1/resolution", Map.of("action", "KEEP", "until", "soon"))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.api
                        .post("/api/events/d9/resolution", Map.of("action", "KEEP"))
                        .status())
                .isEqualTo(404);
        assertThat(tenant.requests()).isEmpty();

        var confirmed = tenant.api.post("/api/events/d1/resolution", Map.of("action", "DELETE", "name", "Contoso Ltd"));
        assertThat(confirmed.status()).isEqualTo(202);
    }

    @Test
    void theAuditTrailIsAListAndAFile() {
        var tenant = tenancy.connected();
        tenant.feed().audit(tenant.key("a1"), Recorded.audit(tenant.id, "a1", "link site", "site:s1"));
        tenant.feed().audit(tenant.key("a2"), Recorded.audit(tenant.id, "a2", "unlink site", "site:s2"));

        var answer = tenant.api.get("/api/audit");

        assertThat(answer.at("/items/0/id")).isEqualTo("a2");
        assertThat(answer.json().at("/items/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "at", "actor", "action", "target", "before", "after", "why", "traceId");
        assertThat(tenant.api.get("/api/audit?q=UNLINK").json().at("/total").asInt())
                .isEqualTo(1);
        assertThat(tenant.api.get("/api/audit?format=csv").text()).contains("\"site:s1\",,\"'=SUM(A1)\",");
    }

    @Test
    void anEntryNamesTheTraceOfTheRequestBehindIt() {
        var tenant = tenancy.connected();
        var asked = AuditEntry.newBuilder(Recorded.audit(tenant.id, "a1", "link site", "site:s1"))
                .setMetadata(EventMetadatas.of("audit:a1", Recorded.AT, 1, "1jjhqg0000123456789"))
                .build();
        tenant.feed().audit(tenant.key("a1"), asked);
        tenant.feed().audit(tenant.key("a2"), Recorded.audit(tenant.id, "a2", "sign in", "tenant:" + tenant.id));

        var answer = tenant.api.get("/api/audit");

        assertThat(answer.json().at("/items/0/traceId").isNull()).isTrue();
        assertThat(answer.at("/items/1/traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void theFileOfTheActivityHasAllLines() {
        var tenant = tenancy.connected().site("s1", "Acme");
        for (var i = 0; i < 30; i++) {
            tenant.feed().audit(tenant.key("a" + i), Recorded.audit(tenant.id, "a" + i, "link site", "site:s1"));
            tenant.feed().provisioned(tenant.key("p" + i), Recorded.provisioned(tenant.id, "p" + i, "s1"));
        }

        var lines = tenant.api.get("/api/activity?format=csv").text().lines().toList();

        assertThat(lines).hasSize(61);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"Link requested\",\"Acme\",\"s1\""))
                .hasSize(30);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"provisioner\",\"Site variable written\",\"Acme\",\"s1\""))
                .hasSize(30);
        assertThat(tenant.api
                        .get("/api/activity?q=variable&size=7")
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(30);
        assertThat(tenant.api.get("/api/activity?format=csv&q=variable").text().lines())
                .hasSize(31);
        assertThat(tenant.api.get("/api/activity?by=PERSON&size=100").json().at("/items"))
                .hasSize(30)
                .allMatch(line -> line.path("byPerson").asBoolean());
        assertThat(tenant.api
                        .get("/api/activity?by=automation&q=acme&size=100")
                        .json()
                        .at("/items"))
                .hasSize(30)
                .noneMatch(line -> line.path("byPerson").asBoolean());
        assertThat(tenant.api.get("/api/activity?by=chance").at("/detail")).contains("PERSON, AUTOMATION");
    }

    @Test
    void theActivityIsInWordsAndNamesTheAccount() {
        var tenant = tenancy.connected();
        tenant.feed()
                .audit(
                        tenant.key("a1"),
                        Recorded.audit(tenant.id, "a1", "save gravityzone settings", "tenant:" + tenant.id));

        var line = tenant.api.get("/api/activity").json().at("/items/0");

        assertThat(line.path("action").asString()).isEqualTo("GravityZone connection saved");
        assertThat(line.path("target").asString()).isEqualTo("MSP " + tenant.id);
        assertThat(line.path("targetUid").isNull()).isTrue();
    }

    @Test
    void theActivityNamesTheCompanyThatWasChosen() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "Contoso");
        tenant.feed()
                .audit(
                        tenant.key("a1"),
                        AuditEntry.newBuilder(Recorded.audit(tenant.id, "a1", "link site", "site:s1"))
                                .setAfter("company c1")
                                .build());

        assertThat(tenant.api.get("/api/activity").at("/items/0/after")).isEqualTo("Contoso");
    }

    @Test
    void whatPeopleDidAboutAnEventIsToldOfItsSiteOrInItsOwnWords() {
        var tenant = tenancy.connected()
                .site("s1", "Acme")
                .event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE)
                .event(
                        "d2",
                        DiscrepancyType.CREDENTIALS_FAILING,
                        "s1",
                        event -> event.setSiteUid(null).setTitle("GravityZone rejects the key"),
                        Action.RETRY);
        tenant.feed().audit(tenant.key("a1"), Recorded.audit(tenant.id, "a1", "settle event", "discrepancy:d1"));
        tenant.feed().audit(tenant.key("a2"), Recorded.audit(tenant.id, "a2", "rest event", "discrepancy:d2"));

        assertThat(tenant.api.get("/api/activity").text())
                .contains("Settle event", "Acme", "Rest event", "GravityZone rejects the key")
                .doesNotContain("discrepancy:");
    }

    private static String resolve(Tenancy.Tenant tenant, String eventId, Map<String, String> body) {
        var answer = tenant.api.post("/api/events/" + eventId + "/resolution", body);
        assertThat(answer.status()).isEqualTo(422);
        return answer.at("/detail");
    }
}
