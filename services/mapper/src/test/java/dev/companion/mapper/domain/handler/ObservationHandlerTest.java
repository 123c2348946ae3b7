package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Request.Body;
import dev.companion.mapper.domain.request.Request.DecideDeletions;
import dev.companion.mapper.domain.request.Request.FindLinks;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.Request.SaveObservation;
import dev.companion.mapper.domain.request.Request.SavePolicies;
import dev.companion.mapper.domain.request.Request.SetHealing;
import dev.companion.mapper.domain.request.Request.SetPaused;
import dev.companion.mapper.domain.request.Request.SweepNow;
import dev.companion.mapper.domain.settings.DeletionDecision;
import dev.companion.mapper.domain.settings.ObservationSettings;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationHandlerTest {

    private static final Instant NOW = InventoryFake.NOW;

    private final InventoryFake tenant = InventoryFake.connected();

    @Test
    void aSweepIsWantedFromTheMomentItWasAskedFor() {
        var decision = tenant.ask(new SweepNow());

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.tenant().observation().sweepRequestedAt()).isEqualTo(NOW);
        assertThat(decision.audit())
                .extracting(AuditNote::action, AuditNote::target)
                .containsExactly(tuple(AuditNote.Action.REQUEST_SWEEP, "tenant:acct-1"));
    }

    @Test
    void anEarlierSweepRequestDoesNotTurnTheTimeBack() {
        tenant.ask(new SweepNow());

        var late = tenant.ask(new SweepNow(), NOW.minusSeconds(60));

        assertThat(late.result().accepted()).isTrue();
        assertThat(late.tenant()).isNull();
        assertThat(tenant.findTenant().orElseThrow().observation().sweepRequestedAt())
                .isEqualTo(NOW);
    }

    @Test
    void aSweepIsRefusedWithAReasonWhileTheTenantIsPaused() {
        tenant.ask(new SetPaused(true));

        var decision = tenant.ask(new SweepNow());

        assertThat(decision.result().message())
                .isEqualTo("Work for this tenant is paused, so no list is read. Resume it first.");
        assertThat(decision.tenant()).isNull();
        assertThat(decision.audit()).isEmpty();
    }

    @Test
    void earlierLinksAreLookedForFromTheMomentAPersonAskedForIt() {
        var decision = tenant.ask(new FindLinks());
        var late = tenant.ask(new FindLinks(), NOW.minusSeconds(60));

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.tenant().observation().linksRequestedAt()).isEqualTo(NOW);
        assertThat(decision.tenant().observation().sweepRequestedAt()).isNull();
        assertThat(decision.audit())
                .extracting(AuditNote::action, AuditNote::target)
                .containsExactly(tuple(AuditNote.Action.FIND_LINKS, "tenant:acct-1"));
        assertThat(late.tenant()).isNull();
    }

    @Test
    void aSearchThatCouldShowNothingIsRefusedWithAReason() {
        assertThat(InventoryFake.blank().ask(new FindLinks()).result().message())
                .startsWith("Nothing is connected yet");
        tenant.ask(new SavePolicies(List.of(), PolicyLevel.OBSERVE));
        assertThat(tenant.ask(new FindLinks()).result().message()).contains("these are switched off");
        tenant.ask(new SetPaused(true));
        assertThat(tenant.ask(new FindLinks()).result().message()).contains("is paused, so nothing is read");
    }

    @Test
    void pausingAndResumingKeepAllElse() {
        var before = tenant.findTenant().orElseThrow();

        tenant.ask(new SetPaused(true));
        assertThat(tenant.findTenant().orElseThrow().paused()).isTrue();
        var again = tenant.ask(new SetPaused(true));
        var resumed = tenant.ask(new SetPaused(false));

        assertThat(again.result().accepted()).isTrue();
        assertThat(again.tenant()).isNull();
        assertThat(resumed.tenant()).isEqualTo(before.next().next());
        assertThat(resumed.audit()).extracting(AuditNote::before).containsExactly("paused");
        assertThat(resumed.audit()).extracting(AuditNote::after).containsExactly("working");
    }

    @Test
    void healingIsOnUntilAPersonSwitchesItOffAndKeepsAllElse() {
        var before = tenant.findTenant().orElseThrow();
        assertThat(before.healing()).isTrue();

        var asBefore = tenant.ask(new SetHealing(true));
        var off = tenant.ask(new SetHealing(false));
        var paused = tenant.ask(new SetPaused(true));
        tenant.ask(new SetPaused(false));
        var on = tenant.ask(new SetHealing(true));

        assertThat(asBefore.result().accepted()).isTrue();
        assertThat(asBefore.tenant()).isNull();
        assertThat(off.tenant().healing()).isFalse();
        assertThat(off.audit())
                .containsExactly(new AuditNote(
                        AuditNote.Action.OBSERVE,
                        "tenant:acct-1",
                        "changes behind a link are repaired",
                        "changes behind a link are only recorded",
                        null));
        assertThat(paused.tenant().healing()).isFalse();
        assertThat(on.tenant()).isEqualTo(before.next().next().next().next());
        assertThat(on.audit()).extracting(AuditNote::action).containsExactly(AuditNote.Action.HEAL);
    }

    @Test
    void observationSettingsAreTakenOverUpToTheirBounds() {
        assertThat(tenant.findTenant().orElseThrow().observation().settings())
                .isEqualTo(new ObservationSettings(false, 5, 20));

        tenant.ask(new SaveObservation(new ObservationSettings(true, 1_000, 0)));
        var decision = tenant.ask(new SaveObservation(new ObservationSettings(false, 0, 100)));

        assertThat(decision.tenant().observation().settings()).isEqualTo(new ObservationSettings(false, 0, 100));
        assertThat(decision.audit())
                .extracting(AuditNote::before)
                .containsExactly("e-mail addresses published, deletion limit 1000 or 0 % a day");
    }

    @ParameterizedTest
    @CsvSource({"-1,20", "1001,20", "5,-1", "5,101"})
    void guardsOutOfBoundsAreRefused(int floor, int percent) {
        var decision = tenant.ask(new SaveObservation(new ObservationSettings(false, floor, percent)));

        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.result().message()).contains("it can be 0 to");
        assertThat(decision.tenant()).isNull();
    }

    @Test
    void aDecisionTakesThePlaceOfTheOneAboutTheSameList() {
        tenant.ask(new DecideDeletions(ObservedKind.USERS, "u-1", true));
        tenant.ask(new DecideDeletions(ObservedKind.SITES, "s-1", true));

        var decision = tenant.ask(new DecideDeletions(ObservedKind.SITES, "s-2", false), NOW.plusSeconds(60));

        assertThat(decision.tenant().observation().deletionDecisions())
                .containsExactly(
                        new DeletionDecision(ObservedKind.SITES, "s-2", false, "ab12", NOW.plusSeconds(60)),
                        new DeletionDecision(ObservedKind.USERS, "u-1", true, "ab12", NOW));
        assertThat(decision.audit()).singleElement().satisfies(note -> {
            assertThat(note.action()).isEqualTo(AuditNote.Action.REJECT_DELETIONS);
            assertThat(note.target()).isEqualTo("deletions:sites");
            assertThat(note.after()).isEqualTo("set s-2");
        });
    }

    @Test
    void aDecisionThatNamesNoSetIsRefused() {
        assertThat(tenant.ask(new DecideDeletions(ObservedKind.SITES, " ", true))
                        .result()
                        .message())
                .isEqualTo("The request does not say which deletions it is about.");
    }

    @Test
    void nothingIsObservedBeforeASideIsConnected() {
        var requests = List.<Body>of(
                new SweepNow(),
                new SetPaused(true),
                new SetHealing(false),
                new SavePolicies(List.of(), PolicyLevel.ACT),
                new SaveObservation(ObservationSettings.INITIAL),
                new DecideDeletions(ObservedKind.SITES, "s-1", true));
        var blank = InventoryFake.blank();
        var halfway = InventoryFake.blank();
        halfway.ask(new SaveDefaultPackage(PackageProfile.INITIAL));

        for (var request : requests) {
            assertThat(blank.ask(request).result().message()).startsWith("Nothing is connected yet");
            assertThat(halfway.ask(request).result().message()).startsWith("Nothing is connected yet");
        }
        assertThat(blank.findTenant()).isEmpty();
    }
}
