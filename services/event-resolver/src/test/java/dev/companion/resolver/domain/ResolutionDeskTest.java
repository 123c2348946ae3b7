package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Phase;
import dev.companion.resolver.domain.LinkSeen.Reason;
import dev.companion.resolver.domain.Order.ChangeCompany;
import dev.companion.resolver.domain.Order.SweepNow;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionDeskTest {

    @ParameterizedTest
    @EnumSource
    void ignoreRestsItWithReasonAndEnd(Situation situation) {
        var world = situation.opened();
        var until = world.now().plus(Duration.ofDays(7));

        var accepted = (Accepted) decide(world, situation.type(), rest("customer decides", until));

        assertThat(accepted.order()).isNull();
        assertThat(accepted.after().state()).isEqualTo(State.SNOOZED);
        assertThat(accepted.after().rest()).isEqualTo(new Discrepancy.Rest("customer decides", until));
        assertThat(accepted.note().why()).isEqualTo("customer decides");
        assertThat(accepted.note().after()).isEqualTo("SNOOZED until " + until);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotOfferedIsRefusedAndSaysWhatIsOrWhyNot(Situation situation) {
        var world = situation.opened();
        var finding = world.finding(situation.type());

        for (var action : Action.values()) {
            if (!finding.offers(action) && action != Action.ASSIGN && action != Action.RECHECK) {
                var refused = (Refused) decide(world, situation.type(), wish(action));
                assertThat(refused.reason())
                        .isEqualTo(finding.reasonAgainst(action)
                                .orElse("%s does not settle this event; %s does."
                                        .formatted(
                                                action,
                                                String.join(
                                                        " or ",
                                                        finding.choices().stream()
                                                                .map(choice -> choice.action()
                                                                        .name())
                                                                .toList()))));
            }
        }
    }

    @Test
    void aDeletionNeedsTheNameOfTheCompanyTyped() {
        var world = Situation.SITE_DELETED.opened();

        assertThat(decide(world, DiscrepancyType.SOURCE_DELETED, wish(Action.DELETE, "acme oslo", 3L)))
                .isEqualTo(new Refused("The name that was typed is not “Acme Oslo”, so nothing is deleted."));
        assertThat(decide(world, DiscrepancyType.SOURCE_DELETED, wish(Action.DELETE)))
                .isInstanceOf(Refused.class);
        assertThat(((ChangeCompany) order(decide(
                                world, DiscrepancyType.SOURCE_DELETED, wish(Action.DELETE, " Acme Oslo ", null))))
                        .endpoints())
                .as("machines that nobody counted are none")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "A<B", "A>B"})
    void aNewCompanyNeedsANameThatGravityZoneTakes(String name) {
        assertThat(decide(
                        Situation.NAME_TAKEN.opened(),
                        DiscrepancyType.DESTINATION_CREATION,
                        named(Action.CREATE, name)))
                .isInstanceOf(Refused.class);
        assertThat(decide(
                        Situation.NAME_TAKEN.opened(),
                        DiscrepancyType.DESTINATION_CREATION,
                        named(Action.CREATE, "x".repeat(65))))
                .isEqualTo(new Refused("The company name has 65 characters; GravityZone allows 64."));
    }

    @Test
    void aNewCompanyNeedsANameThatIsFree() {
        var taken = Situation.NAME_TAKEN.opened().company("c-9", "Bolt GmbH");

        assertThat(decide(taken, DiscrepancyType.DESTINATION_CREATION, named(Action.CREATE, "ACME")))
                .isEqualTo(new Refused("“ACME” is the name that is used in another tenant; choose another."));
        assertThat(decide(taken, DiscrepancyType.DESTINATION_CREATION, named(Action.CREATE, "bolt gmbh")))
                .isEqualTo(new Refused("A company named “bolt gmbh” exists; "
                        + "unlink the site and link it to that company instead."));
        assertThat(decide(
                        Situation.MOVED_AWAY.opened(),
                        DiscrepancyType.DESTINATION_MOVED,
                        named(Action.RECREATE, "Acme Oslo")))
                .as("the company that is out of sight still has it")
                .isInstanceOf(Refused.class);
        assertThat(decide(
                        Situation.RENAMED.opened().company("c-9", "Bolt GmbH"),
                        DiscrepancyType.SITE_RENAMED,
                        named(Action.RENAME, "Bolt GmbH")))
                .isEqualTo(new Refused("Another company is called “Bolt GmbH” already."));
    }

    @Test
    void whatWasDecidedOnOtherFactsIsRefusedWithWhatChanged() {
        var world = Situation.MOVED_INSIDE.opened();
        var seen = world.finding(DiscrepancyType.DESTINATION_MOVED).facts();

        var same = decide(world, DiscrepancyType.DESTINATION_MOVED, onFacts(Action.MOVE, seen));
        var other =
                decide(world.companyUnder("c-south"), DiscrepancyType.DESTINATION_MOVED, onFacts(Action.MOVE, seen));

        assertThat(same).isInstanceOf(Accepted.class);
        assertThat(((Refused) other).reason())
                .startsWith("The facts have changed since you looked: ")
                .contains("c-south");
    }

    @Test
    void whatIsNoLongerSoIsRefusedAndSaysWhy() {
        assertThat(decide(
                        Situation.MOVED_INSIDE.opened().companyUnder(World.ROOT),
                        DiscrepancyType.DESTINATION_MOVED,
                        wish(Action.MOVE)))
                .isEqualTo(new Refused("It is no longer so. The company “Acme Oslo” is where it belongs."));
    }

    @Test
    void whatIsSettledSaysHow() {
        var world = Situation.MOVED_INSIDE.opened().companyUnder(World.ROOT);
        world.look();

        assertThat(decide(world, DiscrepancyType.DESTINATION_MOVED, wish(Action.MOVE)))
                .isEqualTo(new Refused("The event is settled already. The company “Acme Oslo” is where it belongs."));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOrderedWhileTheSiteIsBeingUnlinked(Situation situation) {
        var world = situation.opened().unwanted();
        var action =
                world.standing(situation.type()).finding().choices().getFirst().action();

        assertThat(((Refused) decide(world, situation.type(), wish(action))).reason())
                .startsWith("The site is being unlinked.");
    }

    @Test
    void nothingIsOrderedWhileTheLinkIsBeingChangedButItMayRest() {
        var world = Situation.VARIABLE_GONE.opened().link(2, null, "Acme Oslo");

        assertThat(((Refused) decide(world, DiscrepancyType.ASSOCIATION_MISSING, wish(Action.ASSOCIATE))).reason())
                .startsWith("The link of the site was changed since");
        assertThat(decide(world, DiscrepancyType.ASSOCIATION_MISSING, wish(Action.IGNORE)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void takenTwiceAndByTwoAtOnceIsTakenOnce() {
        var world = Situation.ON_DEMAND.opened();
        world.keep(((Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.UNLINK))).after());

        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.UNLINK)))
                .isEqualTo(new Refused("UNLINK is under way already, asked for by ab12."));
        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.KEEP)))
                .isEqualTo(new Refused("UNLINK is under way already, asked for by ab12."));
        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.IGNORE)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aRestMayNotEndInThePast() {
        var world = Situation.ON_DEMAND.opened();

        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, rest(null, world.now())))
                .isEqualTo(new Refused("The end of the rest has passed already."));
    }

    @Test
    void whatRestsMayBeRestedAnewOrSettled() {
        var world = Situation.ON_DEMAND.opened();
        world.keep(((Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, rest("later", null))).after());

        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, rest("much later", null)))
                .isInstanceOf(Accepted.class);
        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.UNLINK)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @EnumSource
    void severalAtOnceTakeNothingAwayAndAreGivenNoName(Situation situation) {
        var world = situation.opened();

        for (var choice : world.finding(situation.type()).choices()) {
            var ruling = decide(world, situation.type(), oneOfMany(choice.action()));
            if (choice.destructive() || choice.needsName()) {
                assertThat(ruling)
                        .isEqualTo(new Refused(
                                "%s is decided one by one, never for several at once.".formatted(choice.action())));
            } else {
                assertThat(ruling).as(choice.action().name()).isInstanceOf(Accepted.class);
            }
        }
    }

    @Test
    void somebodyIsAssignedAtAnyTimeWhileItStands() {
        var world = Situation.ON_DEMAND.opened();
        world.keep(((Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.UNLINK))).after());

        var assigned = (Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, assign("kari"));

        assertThat(assigned.order()).isNull();
        assertThat(assigned.after().assignee()).isEqualTo("kari");
        assertThat(assigned.after().state()).isEqualTo(State.RESOLVING);
        assertThat(assigned.note())
                .isEqualTo(new AuditNote(
                        "assign event",
                        world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE).discrepancyId(),
                        "nobody",
                        "kari",
                        null));
    }

    @Test
    void bothSidesAreReadAgainWithoutChangingAnything() {
        var world = Situation.ON_DEMAND.opened();
        var before = world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE);

        var recheck = (Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, wish(Action.RECHECK));

        assertThat(recheck.order()).isEqualTo(new SweepNow());
        assertThat(recheck.after()).isSameAs(before);
    }

    @Test
    void nobodyIsAssignedToWhatIsSettledOrNotKnown() {
        var world = Situation.ON_DEMAND.opened().site("Acme Oslo");
        world.look();

        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, assign("kari")))
                .isInstanceOf(Refused.class);
        assertThat(ResolutionDesk.decide(wish(Action.RECHECK), Optional.empty(), world.now()))
                .isEqualTo(new Refused("The event is not known."));
    }

    @Test
    void whatTheCompanyIsTakenForIsAskedOnceMoreAtThatMoment() {
        var world = Situation.COMPANY_IN_DOUBT.opened();
        world.status(1, Phase.WORKING, holds(Aspect.COMPANY), fails(Aspect.PACKAGE, Reason.OUTCOME_UNKNOWN));

        assertThat(decide(world, DiscrepancyType.OUTCOME_UNKNOWN, wish(Action.ASSOCIATE)))
                .isEqualTo(new Refused("ASSOCIATE does not settle this event; RETRY or IGNORE does."));
    }

    private static Ruling decide(World world, DiscrepancyType type, Wish wish) {
        return ResolutionDesk.decide(wish, Optional.of(world.caseOf(type)), world.now());
    }

    private static Order order(Ruling ruling) {
        return ((Accepted) ruling).order();
    }

    private static Wish wish(Action action) {
        return wish(action, null, null);
    }

    private static Wish named(Action action, String name) {
        return wish(action, name, null);
    }

    private static Wish wish(Action action, String name, Long endpoints) {
        return new Wish("ab12", "r-1.order-1", action, name, null, null, null, endpoints, null, false);
    }

    private static Wish onFacts(Action action, String facts) {
        return new Wish("ab12", "r-1.order-1", action, null, null, null, facts, null, null, false);
    }

    private static Wish rest(String reason, Instant until) {
        return new Wish("ab12", "r-1.order-1", Action.IGNORE, null, reason, until, null, null, null, false);
    }

    private static Wish assign(String assignee) {
        return new Wish("ab12", "r-1.order-1", Action.ASSIGN, null, null, null, null, null, assignee, false);
    }

    private static Wish oneOfMany(Action action) {
        return new Wish("ab12", "r-1.order-1", action, "Acme Oslo", null, null, null, null, null, true);
    }
}
