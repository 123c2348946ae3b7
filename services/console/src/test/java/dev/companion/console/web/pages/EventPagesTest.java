package dev.companion.console.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ConsoleTest;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.discrepancies.PolicyLevel;
import dev.companion.discrepancies.UnavailableAction;
import dev.companion.links.Suggestion;
import dev.companion.links.SuggestionState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class EventPagesTest {

    @Autowired
    private Tenancy tenancy;

    @Test
    void aRowSaysWhatIsWrongWhatFollowsAndWhatIsRecommended() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.CREDENTIALS_FAILING,
                        "s1",
                        event -> event.setTitle("GravityZone rejects the key")
                                .setAffectedSites(5_000)
                                .setSiteUid(null)
                                .setSiteName(null)
                                .setAssignee("Robin")
                                .setChoices(List.of(choice(Action.RETRY, "Read again now"))),
                        Action.RETRY);

        assertThat(tenant.api.get("/events").text())
                .contains("GravityZone rejects the key", "concerns 5,000 sites", "assigned to Robin", "Read again now")
                .contains("Devices of the site cannot be protected.")
                .contains("aria-label=\"Resolve: GravityZone rejects the key\"");
    }

    @Test
    void whatIsOnlyRecordedIsMarkedAndNotCountedInTheBadge() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.SITE_RENAMED,
                        "s1",
                        event -> event.setLevel(PolicyLevel.OBSERVE),
                        Action.RENAME);

        assertThat(tenant.api.get("/events").text()).contains("record only").doesNotContain("events that need action");
        tenant.event("d2", DiscrepancyState.OPEN, "s2", Action.RECREATE);
        assertThat(tenant.api.get("/events").text()).contains("title=\"events that need action\">1<");
    }

    @Test
    void rowsAreFilteredByTypeSiteAndWhoLooksAfterThem() {
        var tenant = tenancy.connected()
                .event("d1", DiscrepancyType.SITE_RENAMED, "s1", UnaryOperator.identity(), Action.RENAME)
                .event("d2", DiscrepancyType.SOURCE_DELETED, "s2", event -> event.setAssignee("Robin"), Action.KEEP);

        assertThat(tenant.api.get("/events?type=SITE_RENAMED").text())
                .contains("data-event-row=\"d1\"", "Site deleted</span> <b>1</b>")
                .doesNotContain("data-event-row=\"d2\"");
        assertThat(tenant.api.get("/events?assignee=Robin").text())
                .contains("data-event-row=\"d2\"")
                .doesNotContain("data-event-row=\"d1\"");
        assertThat(tenant.api.get("/events?siteUid=s1").text())
                .contains("data-event-row=\"d1\"")
                .doesNotContain("data-event-row=\"d2\"");
        assertThat(tenant.api.get("/events?type=QUOTA_EXHAUSTED").text()).contains("No event matches this filter");
    }

    @Test
    void onlyWhatManyCanShareIsOfferedForMany() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.SOURCE_DELETED,
                        "s1",
                        UnaryOperator.identity(),
                        Action.KEEP,
                        Action.DELETE,
                        Action.IGNORE);

        assertThat(tenant.api.get("/events").text())
                .contains("data-choice=\"KEEP\"", "data-choice=\"IGNORE\"")
                .doesNotContain("data-choice=\"DELETE\"");
    }

    @Test
    void theDialogShowsEachChoiceWithItsEffectAndWhatItNeeds() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.DESTINATION_MOVED,
                        "s1",
                        event -> event.setFacts("f1")
                                .setChoices(List.of(
                                        Choice.newBuilder(choice(Action.RECREATE, "Create it anew"))
                                                .setNeedsName(true)
                                                .build(),
                                        choice(Action.UNLINK, "Drop the link"),
                                        choice(Action.DELETE, "Delete the company"),
                                        choice(Action.IGNORE, "Snooze")))
                                .setUnavailable(List.of(UnavailableAction.newBuilder()
                                        .setAction(Action.MOVE)
                                        .setBecause("The key does not see it any more.")
                                        .build())),
                        Action.RECREATE,
                        Action.UNLINK,
                        Action.DELETE,
                        Action.IGNORE);

        var dialog = tenant.api.get("/events/d1").text();

        assertThat(dialog)
                .contains("data-facts=\"f1\"", "Create it anew", "Effect of RECREATE.", "id=\"name-RECREATE\"")
                .contains("Not available", "The key does not see it any more.")
                .contains("Assign to me", "Recheck now", "Machines with an agent", "id=\"snooze-reason\"")
                .doesNotContain("id=\"name-UNLINK\"", "autofocus");
        assertThat(dialog.indexOf("recommended"))
                .isBetween(dialog.indexOf("Create it anew"), dialog.indexOf("Drop the link"));
        assertThat(dialog.split("class=\"primary\"", -1)).hasSize(2);
    }

    @Test
    void whatTakesTheCompanyAwayIsNeverRecommended() {
        var tenant = tenancy.connected().event("d1", DiscrepancyState.OPEN, "s1", Action.DELETE, Action.KEEP);

        assertThat(tenant.api.get("/events/d1").text())
                .contains("class=\"destroy\"")
                .doesNotContain("recommended")
                .doesNotContain("class=\"primary\"");
    }

    @Test
    void whatIsUnderWayShowsHowFarItHasComeAndOffersNothingElse() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.DESTINATION_DELETED,
                        "s1",
                        event -> event.setState(DiscrepancyState.RESOLVING)
                                .setLastAction(Action.RECREATE)
                                .setLastActionBy("aaaa")
                                .setLastActionAt(Recorded.AT)
                                .setLastActionProgress("The package is being built."),
                        Action.RECREATE);

        assertThat(tenant.api.get("/events").text())
                .contains("resolving", "The package is being built.", "View…")
                .doesNotContain("Resolve…");
        assertThat(tenant.api.get("/events/d1").text())
                .contains("The package is being built.", "requested with the key ending in aaaa", "Recheck now")
                .doesNotContain("data-resolve");
    }

    @Test
    void aSnoozedEventSaysWhyAndUntilWhen() {
        var tenant = tenancy.connected()
                .event(
                        "d1",
                        DiscrepancyType.COMPANY_SUSPENDED,
                        "s1",
                        event -> event.setState(DiscrepancyState.SNOOZED)
                                .setSnoozeReason("They pay next week")
                                .setSnoozedUntil(Recorded.AT.plusSeconds(3_600)),
                        Action.ACTIVATE);

        assertThat(tenant.api.get("/events?state=SNOOZED").text())
                .contains("Snoozed: They pay next week", "datetime=\"2026-11-01T11:00:00Z\"");
        assertThat(tenant.api.get("/events/d1").text()).contains("They pay next week", "data-resolve=\"ACTIVATE\"");
    }

    @Test
    void sitesShowTheCompanyThatIsSuggestedAndWhy() {
        var tenant = tenancy.connected()
                .site("s1", "Acme")
                .site("s2", "Bolt")
                .suggestion("s1", "Acme", SuggestionState.SUGGESTED, "c1")
                .suggestion("s2", "Bolt", SuggestionState.DISPUTED, "c2", "c3");

        assertThat(tenant.api.get("/sites").text())
                .contains("data-suggested-id=\"c1\"", "company c1", "95 % match")
                .contains("The names are the same but for the legal form.", "Two companies fit equally well.")
                .doesNotContain("data-suggested-id=\"c2\"");
        assertThat(tenant.api.get("/sites?state=SUGGESTED").text()).contains("Accept all exact matches shown");
        assertThat(tenant.api.get("/sites/s1").text())
                .contains("Suggested company", "data-accept=\"c1\"", "data-dismiss=\"c1\"");
        assertThat(tenant.api.get("/sites/s2").text())
                .contains("Possible companies", "data-accept=\"c3\"", "Two companies fit equally well.");
    }

    /** A template engine takes these texts for false if it is asked whether they are there. */
    @ParameterizedTest
    @ValueSource(strings = {"no", "off", "false"})
    void aNameThatReadsLikeNoIsShown(String name) {
        var tenant = tenancy.connected().site("s1", name);
        tenant.event(
                "d1",
                DiscrepancyType.SITE_RENAMED,
                "s1",
                event -> event.setCompanyName(name)
                        .setSiteName("Acme")
                        .setAssignee(name)
                        .setState(DiscrepancyState.CLOSED)
                        .setClosedBecause(name),
                Action.RENAME);
        tenant.feed()
                .audit(
                        tenant.key("a"),
                        AuditEntry.newBuilder(Recorded.audit(tenant.id, "a", "rename company", "site:s1"))
                                .setBefore(name)
                                .setAfter(name)
                                .setWhy(name)
                                .build());

        assertThat(tenant.api.get("/events?state=CLOSED").text())
                .contains(
                        "<div class=\"muted\">" + name + "</div>",
                        "<div class=\"muted\" dir=\"auto\">" + name + "</div>")
                .contains("assigned to " + name);
        assertThat(tenant.api.get("/activity").text())
                .contains("<s>" + name + "</s>", "<span dir=\"auto\">" + name + "</span>")
                .contains("<div class=\"muted\">" + name + "</div>");
    }

    @Test
    void nearMatchesStandApartFromExactOnesWithTheirScore() {
        var tenant = tenancy.connected()
                .site("s1", "Acme")
                .site("s2", "Bolt")
                .site("s3", "Cobalt")
                .suggestion("s1", "Acme", SuggestionState.SUGGESTED, "c1")
                .suggestion("s3", "Cobalt", SuggestionState.SUGGESTED, "c3");
        tenant.feed()
                .suggestion(
                        tenant.key("s2"),
                        Suggestion.newBuilder(
                                        Recorded.suggestion(tenant.id, "s2", "Bolt", SuggestionState.SUGGESTED, "c2"))
                                .setExact(true)
                                .build());

        var page = tenant.api.get("/sites?state=SUGGESTED").text();

        assertThat(page)
                .containsSubsequence(
                        "Exact matches", "data-uid=\"s2\"", "Near matches", "data-uid=\"s1\"", "data-uid=\"s3\"")
                .contains("exact, 95 % match", "near, 95 % match")
                .containsOnlyOnce("data-exact=\"true\"");
        assertThat(tenant.api.get("/sites").text()).doesNotContain("Near matches");
        assertThat(tenant.api.get("/sites/s1").text()).contains("data-near=\"95\"");
        assertThat(tenant.api.get("/sites/s2").text()).doesNotContain("data-near");
    }

    @Test
    void aFreeCompanyOfASimilarNameIsSaidBeforeANewOneIsMade() {
        var tenant = tenancy.connected()
                .site("s1", "Chester Road Motors")
                .site("s2", "Elsewhere")
                .company("c1", "Chester Road Motors Ltd")
                .company("c2", "Elsewhere Holding GmbH");

        assertThat(tenant.api.get("/sites").text())
                .contains("data-twin-name=\"Chester Road Motors Ltd\"", "data-twin-score=\"95\"", "data-twins=\"c1\"")
                .containsOnlyOnce("data-twin-id=");

        tenant.site("s9", "Holder").ready("s9", "c1");
        assertThat(tenant.api.get("/sites").text()).doesNotContain("data-twin-id=");
    }

    @Test
    void aSiteWithOpenEventsIsMarkedAndLeadsToThem() {
        var tenant = tenancy.connected().site("s1", "Acme").event("d1", DiscrepancyState.OPEN, "s1", Action.RECREATE);

        assertThat(tenant.api.get("/sites").text()).contains("class=\"bang\"", "title=\"1 open event\"");
        assertThat(tenant.api.get("/sites/s1").text()).contains("href=\"/events?siteUid=s1\"");
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

        assertThat(tenant.api.get("/activity").text())
                .contains("Settle event", "Acme", "Rest event", "GravityZone rejects the key")
                .doesNotContain("discrepancy:");
    }

    private static Choice choice(Action action, String label) {
        return Choice.newBuilder()
                .setAction(action)
                .setLabel(label)
                .setEffect("Effect of " + action + ".")
                .build();
    }
}
