package dev.companion.resolver.domain.discrepancy;

import static dev.companion.vocabulary.DiscrepancyType.COMPANY_SUSPENDED;
import static dev.companion.vocabulary.DiscrepancyType.DESTINATION_MOVED;
import static dev.companion.vocabulary.DiscrepancyType.SITE_OUT_OF_SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Situation;
import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.discrepancy.Handling.Closing;
import dev.companion.resolver.domain.discrepancy.Handling.Snooze;
import dev.companion.vocabulary.PolicyLevel;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewTest {

    @Test
    void aHealthySiteHasNoDiscrepancyAndNoNextReview() {
        assertThat(World.ready().review()).isEqualTo(new Review.Result(List.of(), List.of(), null));
        assertThat(World.empty().look()).isEmpty();
        assertThat(World.wanting("Acme").look()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondReviewChangesNothing(Situation situation) {
        var world = situation.opened();

        assertThat(world.look()).isEmpty();
        assertThat(world.after(Duration.ofDays(30)).look()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDifferenceThatEndsClosesTheDiscrepancy(Situation situation) {
        var world = situation.opened();

        world.linkGone().look();

        var closed = world.standing(situation.type());
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.closing().at()).isEqualTo(world.now());
        assertThat(closed.closing().because()).endsWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void closesWhileTheSiteIsBeingUnlinked(Situation situation) {
        var world = situation.opened();

        world.unwanted().look();

        assertThat(world.standing(situation.type()).state()).isEqualTo(State.CLOSED);
        assertThat(world.look()).isEmpty();
    }

    @Test
    void aDifferenceThatComesBackOpensTheSameDiscrepancy() {
        var world = Situation.ON_DEMAND.opened();
        var first = world.standing(SITE_OUT_OF_SCOPE);
        world.keep(first.assigned("kari"));
        world.site("Acme Oslo").look();

        world.after(Duration.ofHours(1)).onDemand().look();

        var again = world.standing(SITE_OUT_OF_SCOPE);
        assertThat(again.discrepancyId()).isEqualTo(first.discrepancyId());
        assertThat(again.state()).isEqualTo(State.OPEN);
        assertThat(again.openedAt()).isEqualTo(world.now());
        assertThat(again.closing()).isNull();
        assertThat(again.assignee()).isNull();
        assertThat(again.sequence()).isEqualTo(4);
    }

    @Test
    void theLevelFollowsThePolicy() {
        var world = Situation.ON_DEMAND.opened();
        assertThat(world.standing(SITE_OUT_OF_SCOPE).level()).isEqualTo(PolicyLevel.SUGGEST);

        world.policy(SITE_OUT_OF_SCOPE, PolicyLevel.OBSERVE).look();

        assertThat(world.standing(SITE_OUT_OF_SCOPE).level()).isEqualTo(PolicyLevel.OBSERVE);
        assertThat(world.standing(SITE_OUT_OF_SCOPE).state()).isEqualTo(State.OPEN);
    }

    @Test
    void aSnoozeEndsAtItsTimeAndNotBefore() {
        var world = snoozed(World.START.plus(Duration.ofDays(1)));
        assertThat(world.review().nextReview()).isEqualTo(World.START.plus(Duration.ofDays(1)));

        assertThat(world.after(Duration.ofHours(23)).look()).isEmpty();
        world.after(Duration.ofHours(1)).look();

        assertThat(world.standing(SITE_OUT_OF_SCOPE).state()).isEqualTo(State.OPEN);
        assertThat(world.standing(SITE_OUT_OF_SCOPE).snooze()).isNull();
    }

    @Test
    void aSnoozeWithoutAnEndDoesNotExpire() {
        var world = snoozed(null);

        assertThat(world.after(Duration.ofDays(10_000)).look()).isEmpty();
        assertThat(world.review().nextReview()).isNull();
    }

    @Test
    void aSnoozeEndsWhenTheFactsChange() {
        var world = Situation.MOVED_INSIDE.opened();
        world.keep(world.standing(DESTINATION_MOVED)
                .snoozed(new Snooze("later", null), "ab12", world.now())
                .orElseThrow());
        assertThat(world.look()).isEmpty();

        world.companyUnder("c-south").look();

        assertThat(world.standing(DESTINATION_MOVED).state()).isEqualTo(State.OPEN);
        assertThat(world.standing(DESTINATION_MOVED).snooze()).isNull();
    }

    @Test
    void aSnoozedDiscrepancyCloses() {
        var world = snoozed(null);

        world.site("Acme Oslo").look();

        assertThat(world.standing(SITE_OUT_OF_SCOPE).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void whatIsKeptStaysClosedUntilTheFactsChange() {
        var world = kept(Situation.MOVED_INSIDE);
        assertThat(world.look()).isEmpty();
        assertThat(world.standing(DESTINATION_MOVED).closing())
                .isEqualTo(new Closing(World.START, "Kept as it is, as ab12 decided."));

        world.companyUnder("c-south").look();

        assertThat(world.standing(DESTINATION_MOVED).state()).isEqualTo(State.OPEN);
        assertThat(world.standing(DESTINATION_MOVED).kept()).isNull();
    }

    @Test
    void aKeptDifferenceThatEndedAndComesBackOpensAgain() {
        var world = kept(Situation.SUSPENDED);
        assertThat(world.look()).isEmpty();

        world.companySuspended(false).look();
        assertThat(world.standing(COMPANY_SUSPENDED).state()).isEqualTo(State.CLOSED);
        assertThat(world.standing(COMPANY_SUSPENDED).kept()).isNull();
        assertThat(world.look()).isEmpty();
        world.companySuspended(true).look();

        assertThat(world.standing(COMPANY_SUSPENDED).state()).isEqualTo(State.OPEN);
    }

    @Test
    void keptFactsAreNotForgottenWhileTheFactsAreUnclear() {
        var world = kept(Situation.MOVED_INSIDE);

        assertThat(world.statusGone().look()).isEmpty();
        assertThat(world.standing(DESTINATION_MOVED).kept()).isNotNull();
    }

    private static World snoozed(Instant until) {
        var world = Situation.ON_DEMAND.opened();
        world.keep(world.standing(SITE_OUT_OF_SCOPE)
                .snoozed(new Snooze("later", until), "ab12", world.now())
                .orElseThrow());
        return world;
    }

    private static World kept(Situation situation) {
        var world = situation.opened();
        world.keep(world.standing(situation.type())
                .kept(world.finding(situation.type()), ResolutionAction.KEEP, "ab12", world.now())
                .orElseThrow());
        return world;
    }
}
