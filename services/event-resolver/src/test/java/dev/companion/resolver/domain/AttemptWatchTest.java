package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.failsSince;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.DesiredLink.DesiredOrder;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Phase;
import dev.companion.resolver.domain.LinkSeen.Reason;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far an action under way has come, and how it ends. */
class AttemptWatchTest {

    private static final String ORDER = "r-1.order-1";

    @Test
    void saysAtEachStepWhatItWaitsFor() {
        var world = ordered(Situation.NAME_TAKEN, Action.CREATE, "Acme 2");
        assertThat(progress(world)).isEqualTo("It was asked for and waits to be carried out.");

        world.linkBy(ORDER, 2, null, "Acme 2", null).look();
        assertThat(progress(world)).isEqualTo("The link carries it; work on it has not begun.");

        world.statusWithoutCompany(2, Phase.WORKING, fails(Aspect.COMPANY, Reason.GOING_ON, "It is looked for."))
                .look();
        assertThat(progress(world)).isEqualTo("Under way: the company. It is looked for.");

        world.paused(true).look();
        assertThat(progress(world)).isEqualTo("All work is paused, so it waits.");
    }

    @Test
    void endsWithWhatTheFactsSayWhenItHelped() {
        var world = ordered(Situation.NAME_TAKEN, Action.CREATE, "Acme 2");

        world.linkBy(ORDER, 2, null, "Acme 2", null)
                .status(2, Phase.WORKING, holds(Aspect.COMPANY))
                .look();

        assertThat(only(world)).satisfies(closed -> {
            assertThat(closed.state()).isEqualTo(State.CLOSED);
            assertThat(closed.attempt().result()).isEqualTo("The company “Acme 2” exists and is in use.");
            assertThat(closed.attempt().progress()).isNull();
            assertThat(closed.attempt().orderId()).isNull();
        });
    }

    @Test
    void opensAgainAndSaysThatItDidNotHelp() {
        var world = ordered(Situation.NAME_TAKEN, Action.CREATE, "Acme 2");

        world.linkBy(ORDER, 2, null, "Acme 2", null)
                .statusWithoutCompany(2, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE))
                .look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).finding().companyName()).isEqualTo("Acme 2");
        assertThat(only(world).attempt().result())
                .startsWith("It was tried, and it did not help: The company “Acme 2”");
    }

    @Test
    void opensAgainWithTheReasonWhenTheLinkStandsStill() {
        var world = ordered(Situation.MOVED_INSIDE, Action.MOVE, null);

        world.decided(ORDER, CompanyChange.MOVE, World.ROOT)
                .status(
                        2,
                        Phase.ATTENTION,
                        holds(Aspect.COMPANY),
                        fails(Aspect.ORDER, Reason.STANDS_STILL, "GravityZone refuses the move."))
                .look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).isEqualTo("It was not carried out: GravityZone refuses the move.");
        assertThat(world.look()).isEmpty();
    }

    @Test
    void aDecisionAboutTheCompanyIsNotBlamedForWhatElseStandsStill() {
        var world = ordered(Situation.MOVED_INSIDE, Action.MOVE, null);

        world.decided(ORDER, CompanyChange.MOVE, World.ROOT)
                .status(
                        2,
                        Phase.ATTENTION,
                        holds(Aspect.COMPANY),
                        fails(Aspect.VARIABLE, Reason.DRIFTED),
                        fails(Aspect.ORDER, Reason.GOING_ON))
                .look();

        assertThat(world.standing(DiscrepancyType.DESTINATION_MOVED).state()).isEqualTo(State.RESOLVING);
    }

    @Test
    void whatIsTriedAgainHasTimeToHelp() {
        var world = ordered(Situation.COMPANY_IN_DOUBT, Action.RETRY, null);

        world.linkBy(ORDER, 2, null, "Acme", null)
                .statusWithoutCompany(2, Phase.WORKING, failsSince(Aspect.COMPANY, Reason.OUTCOME_UNKNOWN, world.now()))
                .look();
        assertThat(only(world).state()).isEqualTo(State.RESOLVING);
        assertThat(world.review().lookAgainAt()).isEqualTo(world.now().plus(Duration.ofMinutes(3)));

        world.after(Duration.ofMinutes(3)).look();
        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).startsWith("It was tried, and it did not help: ");
    }

    @Test
    void aDeletionThatIsRefusedIsAskedAboutAgainWithTheReason() {
        var world = ordered(Situation.SITE_DELETED, Action.DELETE, "Acme Oslo");

        world.unwanted(ORDER, new DesiredOrder(CompanyChange.DELETE, World.ACME, null))
                .status(2, Phase.ATTENTION, fails(Aspect.ORDER, Reason.STANDS_STILL, "It has 12 machines, not 0."))
                .look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).contains("It has 12 machines, not 0.");
    }

    @Test
    void whatWasCarriedOutWaitsForTheInventoryToShowIt() {
        var world = ordered(Situation.MOVED_INSIDE, Action.MOVE, null);

        world.decided(ORDER, CompanyChange.MOVE, World.ROOT)
                .status(2, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.ORDER))
                .look();
        assertThat(progress(world)).isEqualTo("It was carried out and read back. The inventory does not show it yet.");
        world.after(Duration.ofMinutes(1)).companyUnder(World.ROOT).look();

        assertThat(only(world).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void whatTheMapperRefusesOpensAgainOnce() {
        var resolving = only(ordered(Situation.ON_DEMAND, Action.UNLINK, null));

        var refused = resolving.orderFailed(ORDER, "The site is being linked anew.");

        assertThat(refused.state()).isEqualTo(State.OPEN);
        assertThat(refused.attempt().result()).isEqualTo("The site is being linked anew.");
        assertThat(refused.orderFailed(ORDER, "The site is being linked anew.")).isSameAs(refused);
        assertThat(resolving.orderFailed("r-0.order-1", "No.")).isSameAs(resolving);
    }

    @Test
    void anotherChangeOfTheLinkTakesItsPlace() {
        var world = ordered(Situation.NAME_TAKEN, Action.CREATE, "Acme 2");
        world.linkBy(ORDER, 2, null, "Acme 2", null).look();

        world.linkBy("r-9", 3, null, "Acme 3", null).look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).isEqualTo("Another change of the link took its place.");
    }

    @Test
    void whatIsUnlinkedMeanwhileByOthersIsClosedAtOnce() {
        var world = ordered(Situation.MOVED_INSIDE, Action.MOVE, null);
        world.decided(ORDER, CompanyChange.MOVE, World.ROOT).look();

        world.unwanted().look();

        assertThat(only(world).state()).isEqualTo(State.CLOSED);
        assertThat(only(world).attempt().result()).isEqualTo("Another change of the link took its place.");
        assertThat(world.look()).isEmpty();
    }

    @Test
    void anUnlinkingIsUnderWayUntilTheLinkIsGone() {
        var world = ordered(Situation.ON_DEMAND, Action.UNLINK, null);
        world.unwanted(ORDER, null)
                .status(2, Phase.REMOVING, fails(Aspect.VARIABLE, Reason.GOING_ON))
                .look();
        assertThat(only(world).state()).isEqualTo(State.RESOLVING);
        assertThat(progress(world)).isEqualTo("Under way: the site variable.");

        world.linkGone().look();

        assertThat(only(world).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void whatNothingIsHeardOfIsNotWaitedForForEver() {
        var world = ordered(Situation.ON_DEMAND, Action.UNLINK, null);
        assertThat(world.review().lookAgainAt()).isEqualTo(World.START.plus(Duration.ofMinutes(20)));
        assertThat(world.after(Duration.ofMinutes(19)).look()).isEmpty();

        world.after(Duration.ofMinutes(1)).look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result())
                .isEqualTo("Nothing came of it for 20 minutes. It may yet be carried out; look at the site.");
        assertThat(world.review().lookAgainAt()).isNull();
    }

    @Test
    void aKeyThatIsTriedAgainIsWaitedForNoLongerThanThatTakes() {
        var world = new TenantWorld()
                .health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                .after(Duration.ofMinutes(1));
        world.look();
        order(world, Action.RETRY);

        assertThat(world.after(Duration.ofSeconds(29)).look()).isEmpty();
        world.after(Duration.ofSeconds(1)).look();

        assertThat(world.only().state()).isEqualTo(State.OPEN);
        assertThat(world.only().attempt().result()).isEqualTo("It was tried again, and it is still so.");
    }

    @Test
    void anApprovalIsWaitedForAsLongAsSweepsNeedToConfirmIt() {
        var world = new TenantWorld().hold(new Hold("SITES", "set-1", 40, 50, List.of(), World.START));
        world.look();
        order(world, Action.APPROVE);
        world.decided("SITES", "set-1", true);

        assertThat(world.after(Duration.ofHours(5)).look()).isEmpty();
        world.noHold().look();

        assertThat(world.only().state()).isEqualTo(State.CLOSED);
    }

    private static World ordered(Situation situation, Action action, String name) {
        var world = situation.opened();
        var wish = new Wish("ab12", ORDER, action, name, null, null, null, null, null, false);
        var ruling = ResolutionDesk.decide(wish, Optional.of(world.caseOf(situation.type())), world.now());
        world.keep(((Accepted) ruling).after());
        return world;
    }

    private static void order(TenantWorld world, Action action) {
        var wish = new Wish("ab12", ORDER, action, null, null, null, null, null, null, false);
        var ruling = ResolutionDesk.decide(wish, Optional.of(world.caseOf(world.only())), world.now());
        world.keep(((Accepted) ruling).after());
    }

    private static Discrepancy only(World world) {
        assertThat(world.known).hasSize(1);
        return world.known.values().iterator().next();
    }

    private static String progress(World world) {
        return only(world).attempt().progress();
    }
}
