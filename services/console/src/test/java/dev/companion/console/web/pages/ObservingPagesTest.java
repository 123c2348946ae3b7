package dev.companion.console.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.deletions.ObservedKind;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.rmm.User;
import dev.companion.settings.DeletionDecision;
import dev.companion.settings.ObservationSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class ObservingPagesTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void usersShowWhatIsToldOfThem() {
        var tenant = tenancy.connected();
        tenant.user(User.newBuilder(Recorded.user(tenant.id, "u1", "ada"))
                        .setFirstName("Ada")
                        .setLastName("<b>Lovelace</b>")
                        .setEnabled(true)
                        .setRole("Administrator")
                        .setEmail("ada@example.com"))
                .user(User.newBuilder(Recorded.user(tenant.id, "u2", null)).setEnabled(false))
                .user(User.newBuilder(Recorded.user(tenant.id, "u3", "cy")));

        var page = tenant.api.get("/users").text();

        assertThat(page)
                .contains("Ada &lt;b&gt;Lovelace&lt;/b&gt;", "Administrator", "Enabled", "Disabled", "Unknown")
                .contains("aria-current=\"page\">Users</a>", "/api/users?format=csv", "1–3 of 3", "</html>")
                .doesNotContain("ada@example.com", "<th scope=\"col\" class=\"c-wide\">");
        assertThat(tenant.api.get("/users?q=ADA").text()).contains("1–1 of 1");

        tenant.settings(it -> it.setObservation(
                ObservationSettings.newBuilder().setUserEmails(true).build()));
        assertThat(tenant.api.get("/users").text()).contains("ada@example.com");
    }

    @Test
    void noUsersSaysWhyAndWhatNext() {
        var tenant = tenancy.connected();

        assertThat(tenancy.fresh().api.get("/users").text()).contains("Nothing is connected yet");
        assertThat(tenant.api.get("/users").text())
                .contains("Datto RMM shows its users to administrators only", "No user was found yet");
        assertThat(tenant.api.get("/users?q=nobody").text()).contains("No user matches this search");

        tenant.reader(VendorApi.DATTO_RMM, it -> it.setDetail("The key may not list users."));
        assertThat(tenant.api.get("/users").text())
                .contains("The saved API key does not belong to an administrator", "The key may not list users.")
                .doesNotContain("No user was found yet");

        tenant.reader(VendorApi.DATTO_RMM, it -> it.setState(ApiState.PERMISSION_MISSING));
        assertThat(tenant.api.get("/users").text())
                .contains(
                        "Datto RMM shows its users to administrators only",
                        "The saved API key does not belong to an administrator")
                .doesNotContain("No user was found yet");

        tenant.user(User.newBuilder(Recorded.user(tenant.id, "u1", "ada")));
        assertThat(tenant.api.get("/users").text()).contains("ada", "this list may be out of date");
    }

    @Test
    void aLongFirstReadingShowsHowFarItIs() {
        var tenant = tenancy.connected();
        tenant.reader(VendorApi.DATTO_RMM, it -> it.setSweepRows(1_250).setSweepTotal(10_000));

        assertThat(tenant.api.get("/sites").text())
                .contains("1,250 of 10,000 sites read…", "max=\"10000\"", "value=\"1250\"", "aria-live=\"polite\"");
        assertThat(tenant.api.get("/settings").text()).contains("Reading Datto RMM: 1,250 of 10,000 sites read…");

        tenant.site("s1", "Acme").reader(VendorApi.DATTO_RMM, it -> it.setLastSweepAt(Recorded.AT));
        assertThat(tenant.api.get("/sites").text())
                .contains("<span>1 site</span>", "Last checked <time")
                .doesNotContain("<progress");
        assertThat(tenant.api.get("/settings").text()).doesNotContain("Reading Datto RMM");
    }

    @Test
    void aVendorThatWasNotAskedYetIsNoTrouble() {
        var tenant = tenancy.connected();
        tenant.reader(VendorApi.DATTO_RMM, it -> it.setState(ApiState.UNKNOWN).setSweepRows(250));

        assertThat(tenant.api.get("/sites").text())
                .contains("250 sites read so far…")
                .doesNotContain("banner bad", "class=\"well\"", "class=\"ill\"");
    }

    @Test
    void aSweepThatWasAskedForShowsWhenItEnded() {
        var tenant = tenancy.connected().settings(it -> it.setSweepRequestedAt(Recorded.AT));
        tenant.reader(VendorApi.DATTO_RMM, it -> it.setLastSweepAt(Recorded.AT.minusSeconds(9)));
        assertThat(tenant.api.get("/sites").text())
                .contains("Last manual check:", "data-sweep")
                .doesNotContain(", done");

        tenant.reader(VendorApi.DATTO_RMM, it -> it.setLastSweepAt(Recorded.AT.plusSeconds(9)));
        assertThat(tenant.api.get("/sites").text()).contains(", done <time datetime=\"2026-11-01T10:00:09Z\"");
    }

    @Test
    void pausedIsSaidOnEveryPageWithTheWayOut() {
        var tenant = tenancy.connected().settings(it -> it.setPaused(true));
        tenant.feed().audit(tenant.key("a"), Recorded.audit(tenant.id, "a", "pause work", "tenant:" + tenant.id));

        for (var path : List.of("/sites", "/users", "/events", "/activity", "/settings")) {
            assertThat(tenant.api.get(path).text())
                    .as(path)
                    .contains("<strong>Paused.</strong>", "Paused with the key ending in <code>aaaa</code>")
                    .contains("data-pause=\"false\"");
        }
        assertThat(tenant.api.get("/sites").text())
                .contains("Work is paused; resume it first", "disabled=\"disabled\"");
        assertThat(tenancy.connected().api.get("/settings").text())
                .contains("Pause all work for this tenant")
                .doesNotContain("<strong>Paused.</strong>");
    }

    @Test
    void observationSettingsSayWhatTheyMean() {
        var page = tenancy.connected()
                .settings(it -> it.setObservation(ObservationSettings.newBuilder()
                        .setGuardFloor(7)
                        .setGuardPercent(33)
                        .build()))
                .api
                .get("/settings")
                .text();

        assertThat(page).contains("Publish e-mail addresses", "personal data", "value=\"7\"", "value=\"33\"");
        assertThat(tenancy.fresh().api.get("/settings").text())
                .doesNotContain("Publish e-mail addresses", "Pause all work");
    }

    @Test
    void heldDeletionsAskOnBothPagesWithTheNumberOnTheButton() {
        var tenant = tenancy.connected().hold(ObservedKind.SITES, "set-1", 12, "Acme", "<i>Bolt</i>");

        for (var path : List.of("/sites", "/events")) {
            assertThat(tenant.api.get(path).text())
                    .as(path)
                    .contains("12 of 40 sites are missing in Datto RMM", "Acme", "&lt;i&gt;Bolt&lt;/i&gt;")
                    .contains("and 10 more", "<time datetime=\"2026-11-01T10:00:00Z\"")
                    .contains("They are really gone: approve 12 deletions", "Keep them", "data-set=\"set-1\"")
                    .contains("Nothing is deleted in GravityZone");
        }
        assertThat(tenant.api.get("/activity").text()).doesNotContain("missing in Datto RMM");

        tenant.feed().hold(tenant.key("SITES"), null);
        assertThat(tenant.api.get("/sites").text()).doesNotContain("They are really gone");
    }

    @Test
    void usersThatAreMissingAreCalledByTheirNames() {
        var tenant = tenancy.connected().hold(ObservedKind.USERS, "set-1", 2, "u1", "u2");
        tenant.user(User.newBuilder(Recorded.user(tenant.id, "u1", "ada")));

        assertThat(tenant.api.get("/events").text()).contains("dir=\"auto\">ada</li>", "dir=\"auto\">u2</li>");
    }

    @Test
    void whatWasDecidedIsSaidInPlaceOfTheQuestion() {
        var tenant = tenancy.connected().hold(ObservedKind.COMPANIES, "set-1", 1, "Acme");
        tenant.settings(it -> it.setDeletionDecisions(List.of(decision("set-1", true))));

        assertThat(tenant.api.get("/sites").text())
                .contains("1 of 40 companies is missing in GravityZone.", "The deletions were approved")
                .doesNotContain("They are really gone");

        tenant.settings(it -> it.setDeletionDecisions(List.of(decision("set-1", false))));
        assertThat(tenant.api.get("/sites").text()).contains("They are kept", "Approve 1 deletion after all…");

        tenant.settings(it -> it.setDeletionDecisions(List.of(decision("set-0", true))));
        assertThat(tenant.api.get("/sites").text()).contains("They are really gone: approve 1 deletion");
    }

    private static DeletionDecision decision(String setId, boolean approved) {
        return DeletionDecision.newBuilder()
                .setKind(ObservedKind.COMPANIES)
                .setSetId(setId)
                .setApproved(approved)
                .setDecidedBy("aaaa")
                .setDecidedAt(Recorded.AT)
                .build();
    }
}
