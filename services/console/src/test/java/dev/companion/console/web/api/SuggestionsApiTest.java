package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Tenancy;
import dev.companion.links.SuggestionState;
import dev.companion.requests.RequestType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class SuggestionsApiTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void aSuggestionShowsWithItsSite() {
        var tenant = suggested();

        var sites = tenant.api.get("/api/sites");

        assertThat(sites.at("/items/0/state")).isEqualTo("SUGGESTED");
        assertThat(sites.json().at("/items/0/suggestion").propertyNames())
                .containsExactlyInAnyOrder("companyId", "companyName", "score", "evidence", "state");
        assertThat(sites.at("/items/0/suggestion/companyId")).isEqualTo("c1");
        assertThat(sites.at("/items/1/state")).isEqualTo("UNLINKED");
        assertThat(sites.at("/items/1/suggestion/state")).isEqualTo("DISPUTED");
        assertThat(sites.json().at("/items/2/suggestion").isNull()).isTrue();
        assertThat(tenant.api
                        .get("/api/sites?state=SUGGESTED")
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void suggestionsAreAList() {
        var tenant = suggested();

        var all = tenant.api.get("/api/suggestions");

        assertThat(all.json().at("/total").asInt()).isEqualTo(2);
        assertThat(all.json().at("/items/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "siteUid", "siteName", "state", "exact", "candidates", "dispute", "linkedBefore");
        assertThat(all.json().at("/items/0/candidates/0").propertyNames())
                .containsExactlyInAnyOrder("companyId", "companyName", "score", "evidence");
        assertThat(tenant.api.get("/api/suggestions?state=DISPUTED").at("/items/0/siteUid"))
                .isEqualTo("s2");
        assertThat(tenant.api.get("/api/suggestions?q=ACME").at("/items/0/siteUid"))
                .isEqualTo("s1");
        assertThat(tenant.api.get("/api/suggestions?q=company%20c3").at("/items/0/siteUid"))
                .isEqualTo("s2");
        assertThat(tenant.api.get("/api/suggestions?state=MAYBE").status()).isEqualTo(400);
    }

    @Test
    void oneIsAcceptedByLinking() {
        var tenant = suggested().company("c1", "Acme Ltd");

        var answer = tenant.api.post(
                "/api/links", Map.of("links", List.of(Map.of("siteUid", "s1", "company", Map.of("id", "c1")))));

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void whatDoesNotBelongTogetherIsDismissed() {
        var tenant = suggested();

        var answer = dismiss(tenant, Map.of("siteUid", "s2", "companyId", "c3"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.DISMISS_SUGGESTIONS);
            assertThat(request.getDismissals().orElseThrow()).singleElement().satisfies(pair -> {
                assertThat(pair.getSiteUid()).isEqualTo("s2");
                assertThat(pair.getCompanyId()).isEqualTo("c3");
            });
        });
        assertThat(tenant.api.get("/api/tasks/" + answer.at("/taskId")).at("/state"))
                .isEqualTo("PENDING");
    }

    @Test
    void onlyWhatIsSuggestedCanBeDismissed() {
        var tenant = suggested();

        assertThat(dismiss(tenant, Map.of("siteUid", "s1", "companyId", "c9")).at("/refusals/0/reason"))
                .contains("suggested for the site");
        assertThat(dismiss(tenant, Map.of("siteUid", "s9", "companyId", "c1")).at("/refusals/0/reason"))
                .isEqualTo("The site does not exist.");
        assertThat(dismiss(tenant, Map.of("siteUid", "s1")).status()).isEqualTo(400);
        assertThat(tenant.api.post("/api/suggestions/dismissal", Map.of()).status())
                .isEqualTo(400);
        assertThat(tenant.requests()).isEmpty();
    }

    private Tenancy.Tenant suggested() {
        return tenancy.connected()
                .site("s1", "Acme")
                .site("s2", "Bolt")
                .site("s3", "Core")
                .suggestion("s1", "Acme", SuggestionState.SUGGESTED, "c1")
                .suggestion("s2", "Bolt", SuggestionState.DISPUTED, "c2", "c3");
    }

    private static dev.companion.console.ApiClient.Answer dismiss(Tenancy.Tenant tenant, Map<String, String> pair) {
        return tenant.api.post("/api/suggestions/dismissal", Map.of("pairs", List.of(pair)));
    }
}
