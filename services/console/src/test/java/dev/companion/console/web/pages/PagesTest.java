package dev.companion.console.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class PagesTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Progress progress;

    @Test
    void strangersAreSentToSignIn() {
        var stranger = tenancy.fresh().stranger();

        assertThat(stranger.get("/sites").header("Location")).isEqualTo("/signin");
        assertThat(stranger.get("/").header("Location")).isEqualTo("/signin");
        assertThat(stranger.get("/signin").text()).contains("<h1>Sign in</h1>").doesNotContain("Demo.");
    }

    @Test
    void theStartIsWhereTheNextStepIs() {
        assertThat(tenancy.connected().api.get("/").header("Location")).endsWith("/app");
        assertThat(tenancy.fresh().api.get("/earlier").header("Location")).endsWith("/settings");
        assertThat(tenancy.connected().api.get("/earlier").header("Location")).endsWith("/sites");
        assertThat(tenancy.connected().api.get("/signin").header("Location")).endsWith("/");
    }

    @Test
    void sitesShowWhatTheyAreAndWhy() {
        var tenant =
                tenancy.connected().site("s1", "Acme").site("s2", "<b>Bolt</b>").company("c1", "Contoso");
        tenant.ready("s1", "c1");
        tenant.feed().link(tenant.key("s2"), Recorded.link(tenant.id, "s2", 1, null, "Bolt"));
        tenant.feed()
                .status(
                        tenant.key("s2"),
                        Recorded.status(
                                tenant.id,
                                "s2",
                                1,
                                LinkPhase.ATTENTION,
                                null,
                                ConditionReason.NAME_TAKEN_ELSEWHERE,
                                null));

        var page = tenant.api.get("/sites").text();

        assertThat(page)
                .contains("Ready", "Contoso", "verified", "Needs attention")
                .contains("used in another GravityZone tenant")
                .contains("&lt;b&gt;Bolt&lt;/b&gt;")
                .doesNotContain("<b>Bolt");
        assertThat(tenant.api.get("/sites?q=acme").text()).contains("Acme").doesNotContain("Bolt");
    }

    @Test
    void everyPageAndPartIsWhole() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");
        tenant.event("d1", DiscrepancyState.OPEN, "s1", Action.values());
        tenant.feed().audit(tenant.key("a1"), Recorded.audit(tenant.id, "a1", "link site", "site:s1"));

        assertThat(tenant.api.get("/sites/s1").text()).contains("Status", "was read back", "Needs action");
        assertThat(tenant.api.get("/events").text()).contains("Company deleted", "Resolve…", "</html>");
        assertThat(tenant.api.get("/events?state=CLOSED").text()).contains("No event in this state");
        assertThat(tenant.api.get("/events/d1").text())
                .contains(">Do KEEP</button>", "Type the company name: <bdi>Contoso Ltd</bdi>");
        assertThat(tenant.api.get("/activity").text()).contains("Link requested", "Acme", "</html>");
        assertThat(tenant.api.get("/settings").text()).contains("Connected", "•••• 1111", "Packages API", "</html>");
        assertThat(tenant.api.get("/favicon.svg").status()).isEqualTo(200);
    }

    @Test
    void anAddOnThatWasLeftOutIsAWarningAndNoFault() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");
        var status = LinkStatus.newBuilder(Recorded.status(tenant.id, "s1", 1, LinkPhase.READY, "c1"));
        var conditions = new ArrayList<>(status.getConditions());
        conditions.set(
                1,
                Condition.newBuilder(conditions.get(1))
                        .setReason(ConditionReason.ADD_ON_LEFT_OUT)
                        .setMessage("Without patch management: the licence does not cover it.")
                        .build());
        status.setConditions(conditions);
        tenant.feed().status(tenant.key("s1"), status.build());

        assertThat(tenant.api.get("/sites").text())
                .contains("Ready", "warn-mark", "Without patch management: the licence does not cover it.");
        assertThat(tenant.api.get("/sites/s1").text())
                .contains("is-warn", "exists in the company. Without patch management", "Add-on left out");
    }

    @Test
    void newCompaniesAreProposedUnderNamesThatFit() {
        var tenant = tenancy.connected()
                .site("s1", "Acme <North>")
                .site("s2", "Twin")
                .site("s3", "Twin");
        tenant.company("c1", "Taken").site("s4", "Taken").site("s5", "x".repeat(255));

        var page = tenant.api.get("/sites").text();

        assertThat(page)
                .contains("data-new-name=\"Acme North\"")
                .doesNotContain("data-new-name=\"Twin\"")
                .doesNotContain("data-new-name=\"Taken\"")
                .containsOnlyOnce("data-namesake=\"true\"");
        var sites = tenant.api.get("/api/sites").json().at("/items");
        assertThat(sites.valueStream()
                        .map(site -> site.at("/proposedCompanyName").asString()))
                .allSatisfy(name -> assertThat(name).hasSizeBetween(1, 64))
                .filteredOn(name -> name.matches("Twin ~[0-9a-f]{6}"))
                .hasSize(2)
                .doesNotHaveDuplicates();
        tenant.site("s9", "Holder").ready("s9", "c1");
        assertThat(tenant.api.get("/sites").text()).doesNotContain("data-namesake");
    }

    @Test
    void emptyPagesSayWhyAndWhatNext() {
        assertThat(tenancy.fresh().api.get("/sites").text()).contains("Nothing is connected yet");
        assertThat(tenancy.fresh().api.get("/settings").text()).contains("Welcome", "Not connected");
        assertThat(tenancy.connected().api.get("/sites").text()).contains("No sites yet", "OnDemand");
        assertThat(tenancy.connected().site("s", "A").api.get("/sites?q=zzz").text())
                .contains("No site matches this filter");
        assertThat(tenancy.connected().api.get("/events").text()).contains("Nothing to compare yet");
        assertThat(tenancy.connected().site("s", "A").api.get("/events").text()).contains("No action needed");
        assertThat(tenancy.connected().api.get("/activity").text()).contains("No activity yet");
    }

    @Test
    void scriptsAndStylesAreFilesWithADigestInTheirName() {
        var api = tenancy.connected().api;
        var page = api.get("/sites").text();
        var script = Pattern.compile("src=\"(/assets/console-[0-9a-f]+\\.js)\"").matcher(page);

        assertThat(script.find()).isTrue();
        assertThat(page).doesNotContain("<script>", "onclick=", "style=\"");
        assertThat(api.get(script.group(1)).header("Cache-Control")).contains("max-age=31536000");
    }

    @Test
    void whatIsNotThereIsSaidInWords() {
        var api = tenancy.connected().api;

        assertThat(api.get("/nowhere").status()).isEqualTo(404);
        assertThat(api.get("/nowhere").text()).contains("There is nothing at this address.");
        assertThat(api.get("/sites/nobody").status()).isEqualTo(404);
        assertThat(api.get("/sites?page=-4").status()).isEqualTo(400);
        assertThat(api.get("/api/nowhere").at("/title")).isEqualTo("Not found");
        assertThat(api.send("PATCH", "/api/sites", "{}").status()).isEqualTo(405);
    }

    @Test
    void nothingIsShownUntilTheViewIsComplete() {
        var api = tenancy.connected().site("s1", "Acme").api;
        progress.caughtUp.set(false);
        try {
            assertThat(api.get("/sites").status()).isEqualTo(503);
            assertThat(api.get("/sites").text()).contains("Still starting").doesNotContain("Acme");
            assertThat(api.get("/api/sites").status()).isEqualTo(503);
            assertThat(api.get("/api/sites").header("Retry-After")).isEqualTo("2");
        } finally {
            progress.caughtUp.set(true);
        }
    }

    @Test
    void theApiDescribesItself() {
        var described = tenancy.fresh().stranger().get("/v3/api-docs");

        assertThat(described.status()).isEqualTo(200);
        assertThat(described.json().at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/system",
                        "/api/plans",
                        "/api/plans/{id}",
                        "/api/plans/{id}/sites",
                        "/api/plans/{id}/choice",
                        "/api/plans/{id}/apply",
                        "/api/plans/{id}/renewal",
                        "/api/tenant/connections",
                        "/api/tenant/connections/removal",
                        "/api/sites/{siteUid}/timeline",
                        "/api/streams",
                        "/api/session",
                        "/api/settings",
                        "/api/settings/gravityzone",
                        "/api/settings/rmm",
                        "/api/settings/default-package",
                        "/api/settings/pause",
                        "/api/settings/observation",
                        "/api/settings/healing",
                        "/api/settings/policies",
                        "/api/settings/default-package/application",
                        "/api/tenant/reset",
                        "/api/sites",
                        "/api/sites/{siteUid}/installation-link",
                        "/api/users",
                        "/api/sweeps",
                        "/api/link-searches",
                        "/api/deletion-holds",
                        "/api/deletion-holds/{kind}/decision",
                        "/api/companies",
                        "/api/companies/{id}",
                        "/api/companies/{id}/places",
                        "/api/companies/{id}/suspension",
                        "/api/companies/{id}/activation",
                        "/api/companies/{id}/move",
                        "/api/companies/{id}/deletion",
                        "/api/companies/{id}/machine-count",
                        "/api/links",
                        "/api/links/removal",
                        "/api/tasks/{id}",
                        "/api/events",
                        "/api/events/{id}",
                        "/api/events/types",
                        "/api/events/resolution",
                        "/api/events/{id}/resolution",
                        "/api/suggestions",
                        "/api/suggestions/dismissal",
                        "/api/activity",
                        "/api/audit",
                        "/api/stream");
        assertThat(described
                        .json()
                        .at("/components/schemas/SiteItem/properties")
                        .propertyNames())
                .contains("package");
    }
}
