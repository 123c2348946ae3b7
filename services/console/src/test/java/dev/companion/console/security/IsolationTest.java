package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.deletions.ObservedKind;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.links.SuggestionState;
import dev.companion.rmm.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Two tenants, every call, every id of the other one: as if it were not there. */
@ConsoleTest
@Import(Tenancy.class)
class IsolationTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void whatIsAnothersDoesNotExist() {
        // Given
        var mine = tenancy.connected().site("own-site", "Own");
        var mark = "canary-" + UUID.randomUUID();
        var theirs = tenancy.connected().site("their-site", mark + " site").site("their-free-site", mark + " free");
        theirs.company("their-company", mark + " company").company("their-free-company", mark + " free company");
        theirs.ready("their-site", "their-company");
        theirs.event("their-event", DiscrepancyState.OPEN, "their-site", Action.KEEP);
        theirs.feed().audit(theirs.key("a"), Recorded.audit(theirs.id, "a", mark, "site:their-site"));
        theirs.user(User.newBuilder(Recorded.user(theirs.id, "their-user", mark + " user")));
        theirs.suggestion("their-free-site", mark + " free", SuggestionState.SUGGESTED, "their-free-company");
        theirs.hold(ObservedKind.SITES, "their-set", 12, mark + " held");
        var taskId = theirs.api
                .post(
                        "/api/links",
                        Map.of("links", List.of(Map.of("siteUid", "their-free-site", "company", Map.of("name", mark)))))
                .at("/taskId");
        assertThat(theirs.api.get("/api/tasks/" + taskId).status()).isEqualTo(200);
        var planId = theirs.api
                .post("/api/plans", Map.of("action", "UNLINK", "selection", Map.of("all", true)))
                .at("/id");
        assertThat(theirs.api.get("/api/plans/" + planId).status()).isEqualTo(200);

        // When, Then: things that are named
        for (var path : List.of(
                "/api/tasks/" + taskId,
                "/api/plans/" + planId,
                "/api/plans/" + planId + "/sites",
                "/api/sites/their-site/installation-link",
                "/api/events/their-event")) {
            assertThat(mine.api.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(mine.api
                        .post("/api/events/their-event/resolution", Map.of("action", "KEEP"))
                        .status())
                .isEqualTo(404);

        assertThat(mine.api
                        .post("/api/deletion-holds/SITES/decision", Map.of("setId", "their-set", "approved", true))
                        .status())
                .isEqualTo(404);

        // lists
        for (var path : List.of(
                "/api/sites",
                "/api/sites?q=canary",
                "/api/sites?format=csv",
                "/api/users",
                "/api/users?format=csv",
                "/api/deletion-holds",
                "/api/companies",
                "/api/companies?format=csv",
                "/api/events",
                "/api/events?format=csv",
                "/api/events/types",
                "/api/suggestions",
                "/api/plans",
                "/api/audit",
                "/api/audit?format=csv",
                "/api/activity",
                "/api/activity?format=csv",
                "/api/sweeps",
                "/api/system",
                "/api/settings")) {
            var answer = mine.api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).doesNotContain(mark, theirs.id);
        }

        // ids in a body
        assertThat(link(mine, "their-free-site", Map.of("name", "X"))).isEqualTo("The site does not exist.");
        assertThat(link(mine, "own-site", Map.of("id", "their-free-company"))).startsWith("The company does not exist");
        var unlink = mine.api.delete("/api/links", Map.of("siteUids", List.of("their-site")));
        assertThat(unlink.status()).isEqualTo(422);
        assertThat(unlink.at("/refusals/0/reason")).isEqualTo("The site does not exist.");
        var bulk = mine.api.post("/api/events/resolution", Map.of("ids", List.of("their-event"), "action", "KEEP"));
        assertThat(bulk.status()).isEqualTo(404);
        var dismissal = mine.api.post(
                "/api/suggestions/dismissal",
                Map.of("pairs", List.of(Map.of("siteUid", "their-free-site", "companyId", "their-free-company"))));
        assertThat(dismissal.status()).isEqualTo(422);
        assertThat(dismissal.at("/refusals/0/reason")).isEqualTo("The site does not exist.");
        assertThat(mine.requests()).isEmpty();
    }

    @Test
    void noHeaderAndNoParameterChoosesTheTenant() {
        var mine = tenancy.connected();
        var theirs = tenancy.connected().site("s", "Theirs");

        mine.api.with("X-Tenant-Id", theirs.id).with("tenantId", theirs.id);

        assertThat(mine.api
                        .get("/api/sites?tenantId=" + theirs.id + "&tenant=" + theirs.id)
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
    }

    private static String link(Tenancy.Tenant tenant, String siteUid, Map<String, String> company) {
        var answer =
                tenant.api.post("/api/links", Map.of("links", List.of(Map.of("siteUid", siteUid, "company", company))));
        assertThat(answer.status()).isEqualTo(422);
        return answer.at("/refusals/0/reason");
    }
}
