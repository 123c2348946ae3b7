package dev.companion.console.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class SitesApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Trail trail;

    @Test
    void listsWhatTheContractSays() {
        // Given
        var tenant =
                tenancy.connected().site("s1", "Acme").company("c1", "Contoso").ready("s1", "c1");
        tenant.event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE);

        // When
        var answer = tenant.api.get("/api/sites");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("items", "page", "size", "total");
        var site = answer.json().at("/items/0");
        assertThat(site.propertyNames())
                .containsExactlyInAnyOrder(
                        "siteUid",
                        "proposedCompanyName",
                        "namesake",
                        "suggestion",
                        "name",
                        "devices",
                        "portalUrl",
                        "state",
                        "company",
                        "package",
                        "verifiedAt",
                        "openEvents",
                        "conditions",
                        "message");
        assertThat(answer.at("/items/0/state")).isEqualTo("READY");
        assertThat(answer.at("/items/0/company/id")).isEqualTo("c1");
        assertThat(answer.at("/items/0/company/name")).isEqualTo("Contoso");
        assertThat(answer.at("/items/0/package/name")).isEqualTo("companion-s1");
        assertThat(answer.text()).doesNotContain("setupdownloader");
        assertThat(answer.json().at("/items/0/openEvents").asInt()).isEqualTo(1);
        assertThat(answer.at("/items/0/conditions/3/type")).isEqualTo("VERIFIED");
        assertThat(answer.json().at("/size").asInt()).isEqualTo(50);
    }

    /** Its holder can enrol machines into the customer's company. */
    @Test
    void theInstallationLinkComesOnlyWhenItIsAskedForAndIsKeptByNoCache() {
        var tenant = tenancy.connected().site("s1", "Acme").site("s2", "Free").company("c1", "Contoso");
        tenant.ready("s1", "c1");

        var link = tenant.api.get("/api/sites/s1/installation-link");

        assertThat(link.status()).isEqualTo(200);
        assertThat(link.json().propertyNames()).containsExactly("siteUid", "packageId", "windowsLink");
        assertThat(link.at("/windowsLink")).isEqualTo(Recorded.WINDOWS_LINK);
        assertThat(link.at("/packageId")).isEqualTo("package-of-s1");
        assertThat(link.header("Cache-Control")).contains("no-store");
        for (var path : List.of("/api/sites", "/api/sites?format=csv", "/api/activity")) {
            assertThat(tenant.api.get(path).text()).as(path).doesNotContain("setupdownloader", "aHR0cHM6");
        }
        assertThat(tenant.api.get("/api/sites/s2/installation-link").status()).isEqualTo(404);
        assertThat(tenant.stranger().get("/api/sites/s1/installation-link").status())
                .isEqualTo(401);
    }

    @Test
    void aSiteLeadsToItsPageInDattoRmm() {
        var tenant = tenancy.connected().site("s1", "Acme");

        assertThat(tenant.api.get("/api/sites").at("/items/0/portalUrl")).isEqualTo("https://merlot.example/site/s1");
    }

    @Test
    void whoWasShownAnInstallationLinkIsInTheAuditTrail() {
        var tenant = tenancy.connected().site("s1", "Acme").site("s2", "Bolt").site("s3", "Free");
        tenant.company("c1", "Contoso").company("c2", "Fabrikam");
        tenant.ready("s1", "c1").ready("s2", "c2");

        for (var path : List.of("s1", "s1", "s2", "s3", "s9")) {
            tenant.api.get("/api/sites/" + path + "/installation-link");
        }

        assertThat(trail.of(tenant.id))
                .filteredOn(entry -> entry.getAction().equals("show installation link"))
                .extracting(entry -> entry.getTarget())
                .containsExactly("site:s1", "site:s2");
        assertThat(trail.of(tenant.id).toString()).doesNotContain("setupdownloader", "aHR0cHM6");
    }

    @Test
    void whereThereIsNoInstallationLinkTheAnswerSaysWhy() {
        var tenant = tenancy.connected().site("s1", "Acme");

        var none = tenant.api.get("/api/sites/s1/installation-link");
        var unknown = tenant.api.get("/api/sites/s9/installation-link");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.at("/title")).isEqualTo("No installation link");
        assertThat(none.at("/detail")).startsWith("This site has no installation link yet.");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/detail")).isEqualTo("This site does not exist.");
    }

    @Test
    void pagesFiltersAndSorts() {
        var tenant = tenancy.connected().company("c1", "Zulu");
        for (int i = 0; i < 7; i++) {
            tenant.site("s" + i, "Site " + i);
        }
        tenant.ready("s4", "c1");

        var page = tenant.api.get("/api/sites?page=2&size=3&sort=-name");
        assertThat(page.json().at("/items").size()).isEqualTo(1);
        assertThat(page.at("/items/0/name")).isEqualTo("Site 0");
        assertThat(page.json().at("/total").asInt()).isEqualTo(7);
        assertThat(tenant.api.get("/api/sites?page=9").json().at("/items").size())
                .isZero();
        assertThat(tenant.api.get("/api/sites?state=READY").json().at("/total").asInt())
                .isEqualTo(1);
        assertThat(tenant.api
                        .get("/api/sites?state=READY,UNLINKED")
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(7);
        assertThat(tenant.api.get("/api/sites?q=zulu").at("/items/0/siteUid")).isEqualTo("s4");
        assertThat(tenant.api.get("/api/sites?sort=-openEvents").status()).isEqualTo(200);
    }

    @Test
    void saysWhatIsExpectedOfAParameter() {
        var api = tenancy.connected().api;

        assertThat(api.get("/api/sites?size=501").at("/detail")).isEqualTo("size: 501 (expected: 1 to 500).");
        assertThat(api.get("/api/sites?size=0").status()).isEqualTo(400);
        assertThat(api.get("/api/sites?page=-1").status()).isEqualTo(400);
        assertThat(api.get("/api/sites?page=x").at("/detail")).isEqualTo("page (expected: a whole number).");
        assertThat(api.get("/api/sites?state=DONE").at("/detail")).contains("one of UNLINKED, SUGGESTED");
        assertThat(api.get("/api/sites?sort=colour").at("/detail")).contains("company, devices, name");
        var refused = api.get("/api/sites?q=" + "x".repeat(256));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("/title")).isEqualTo("Invalid request");
    }

    @Test
    void aFileHoldsAllRowsAndNoFormula() {
        var tenant = tenancy.connected();
        tenant.site("s1", "=HYPERLINK(\"http://evil\",\"x\")")
                .site("s2", "+1")
                .site("s3", "@a, b")
                .site("s4", "Plain");

        var byParameter = tenant.api.get("/api/sites?format=csv");
        var byHeader = tenant.api.with("Accept", "text/csv").get("/api/sites?q=plain");

        assertThat(byParameter.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(byParameter.header("Content-Disposition")).isEqualTo("attachment; filename=\"sites.csv\"");
        assertThat(byParameter.text().split("\r\n"))
                .startsWith(
                        "\uFEFF\"siteUid\",\"name\",\"devices\",\"state\",\"companyId\",\"companyName\",\"packageId\","
                                + "\"packageName\",\"openEvents\",\"message\"")
                .contains(
                        "\"s1\",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",12,\"UNLINKED\",,,,,0,",
                        "\"s2\",\"'+1\",12,\"UNLINKED\",,,,,0,",
                        "\"s3\",\"'@a, b\",12,\"UNLINKED\",,,,,0,");
        assertThat(byHeader.text().split("\r\n")).hasSize(2);
    }

    @Test
    void errorsOfAFileAreProblemsAsWell() {
        var answer = tenancy.connected().api.get("/api/sites?format=csv&state=DONE");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).contains("DONE");
    }

    @Test
    void companiesSayWhetherTheyCanBeLinked() {
        var tenant = tenancy.connected();
        tenant.site("s1", "Acme").company("c1", "Beta").company("c2", "alpha").ready("s1", "c1");

        var all = tenant.api.get("/api/companies");
        assertThat(all.json().at("/items/0").propertyNames())
                .contains("id", "name", "type", "suspended", "linkedSiteUid", "available");
        assertThat(all.at("/items/0/name")).isEqualTo("alpha");
        assertThat(all.at("/items/1/linkedSiteUid")).isEqualTo("s1");
        var available = tenant.api.get("/api/companies?available=true");
        assertThat(available.json().at("/total").asInt()).isEqualTo(1);
        assertThat(available.at("/items/0/id")).isEqualTo("c2");
        assertThat(tenant.api.get("/api/companies?q=BET").at("/items/0/id")).isEqualTo("c1");
        assertThat(tenant.api.get("/api/companies?available=perhaps").at("/detail"))
                .isEqualTo("available (expected: true or false).");
    }
}
