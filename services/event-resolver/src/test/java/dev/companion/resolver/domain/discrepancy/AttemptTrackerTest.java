package dev.companion.resolver.domain.discrepancy;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.failsSince;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Situation;
import dev.companion.resolver.domain.TenantWorld;
import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.LinkSpec.CompanyOrder;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.resolution.ResolutionHandler;
import dev.companion.resolver.domain.resolution.ResolutionRequest;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far an action in progress is, and how it ends. */
class AttemptTrackerTest {

    private static final String COMMAND = "r-1.order-1";

    @Test
    void saysAtEachStepWhatItWaitsFor() {
        var world = ordered(Situation.NAME_TAKEN, ResolutionAction.CREATE, "Acme 2");
        assertThat(progress(world)).isEqualTo("Requested; it has not started yet.");

        world.linkBy(COMMAND, 2, null, "Acme 2", null).look();
        assertThat(progress(world)).isEqualTo("Queued.");

        world.statusWithoutCompany(2, Phase.WORKING, fails(Aspect.COMPANY, Reason.IN_PROGRESS, "It is looked for."))
                .look();
        assertThat(progress(world)).isEqualTo("In progress: the company. It is looked for.");

        world.paused(true).look();
        assertThat(progress(world)).isEqualTo("Waiting: all work is paused.");
    }

    @Test
    void endsWithWhatTheFactsSayWhenItHelped() {
        var world = ordered(Situation.NAME_TAKEN, ResolutionAction.CREATE, "Acme 2");

        world.linkBy(COMMAND, 2, null, "Acme 2", null)
                .status(2, Phase.WORKING, holds(Aspect.COMPANY))
                .look();

        assertThat(only(world)).satisfies(closed -> {
            assertThat(closed.state()).isEqualTo(State.CLOSED);
            assertThat(closed.attempt().result()).isEqualTo("The company “Acme 2” exists and is in use.");
            assertThat(closed.attempt().progress()).isNull();
            assertThat(closed.attempt().commandId()).isNull();
        });
    }

    @Test
    void opensAgainAndSaysThatItDidNotHelp() {
        var world = ordered(Situation.NAME_TAKEN, ResolutionAction.CREATE, "Acme 2");

        world.linkBy(COMMAND, 2, null, "Acme 2", null)
                .statusWithoutCompany(2, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE))
                .look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).finding().companyName()).isEqualTo("Acme 2");
        assertThat(only(world).attempt().result()).startsWith("The action did not help: The company “Acme 2”");
    }

    @Test
    void opensAgainWithTheReasonWhenTheLinkIsBlocked() {
        var world = ordered(Situation.MOVED_INSIDE, ResolutionAction.MOVE, null);

        world.decided(COMMAND, CompanyAction.MOVE, World.ROOT)
                .status(
                        2,
                        Phase.ATTENTION,
                        holds(Aspect.COMPANY),
                        fails(Aspect.ORDER, Reason.BLOCKED, "GravityZone refuses the move."))
                .look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).isEqualTo("It was not carried out: GravityZone refuses the move.");
        assertThat(world.look()).isEmpty();
    }

    @Test
    void anOrderAboutTheCompanyDoesNotFailBecauseSomethingElseIsBlocked() {
        var world = ordered(Situation.MOVED_INSIDE, ResolutionAction.MOVE, null);

        world.decided(COMMAND, CompanyAction.MOVE, World.ROOT)
                .status(
                        2,
                        Phase.ATTENTION,
                        holds(Aspect.COMPANY),
                        fails(Aspect.VARIABLE, Reason.DRIFTED),
                        fails(Aspect.ORDER, Reason.IN_PROGRESS))
                .look();

        assertThat(world.standing(DiscrepancyType.DESTINATION_MOVED).state()).isEqualTo(State.RESOLVING);
    }

    @Test
    void aRetryHasTimeToHelp() {
        var world = ordered(Situation.COMPANY_OUTCOME_UNKNOWN, ResolutionAction.RETRY, null);

        world.linkBy(COMMAND, 2, null, "Acme", null)
                .statusWithoutCompany(2, Phase.WORKING, failsSince(Aspect.COMPANY, Reason.OUTCOME_UNKNOWN, world.now()))
                .look();
        assertThat(only(world).state()).isEqualTo(State.RESOLVING);
        assertThat(world.review().nextReview()).isEqualTo(world.now().plus(Duration.ofMinutes(3)));

        world.after(Duration.ofMinutes(3)).look();
        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).startsWith("The action did not help: ");
    }

    @Test
    void aRefusedDeletionOpensAgainWithTheReason() {
        var world = ordered(Situation.SITE_DELETED, ResolutionAction.DELETE, "Acme Oslo");

        world.unwanted(COMMAND, new CompanyOrder(CompanyAction.DELETE, World.ACME, null))
                .status(2, Phase.ATTENTION, fails(Aspect.ORDER, Reason.BLOCKED, "It has 12 machines, not 0."))
                .look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).contains("It has 12 machines, not 0.");
    }

    @Test
    void aCompletedActionWaitsForTheInventory() {
        var world = ordered(Situation.MOVED_INSIDE, ResolutionAction.MOVE, null);

        world.decided(COMMAND, CompanyAction.MOVE, World.ROOT)
                .status(2, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.ORDER))
                .look();
        assertThat(progress(world)).isEqualTo("Done and verified. The inventory does not show it yet.");
        world.after(Duration.ofMinutes(1)).companyUnder(World.ROOT).look();

        assertThat(only(world).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aRefusedCommandOpensItAgainOnce() {
        var resolving = only(ordered(Situation.ON_DEMAND, ResolutionAction.UNLINK, null));

        var refused = resolving.actionFailed(COMMAND, "The site is being linked again.");

        assertThat(refused.state()).isEqualTo(State.OPEN);
        assertThat(refused.attempt().result()).isEqualTo("The site is being linked again.");
        assertThat(refused.actionFailed(COMMAND, "The site is being linked again."))
                .isSameAs(refused);
        assertThat(resolving.actionFailed("r-0.order-1", "No.")).isSameAs(resolving);
    }

    @Test
    void anotherChangeOfTheLinkReplacesIt() {
        var world = ordered(Situation.NAME_TAKEN, ResolutionAction.CREATE, "Acme 2");
        world.linkBy(COMMAND, 2, null, "Acme 2", null).look();

        world.linkBy("r-9", 3, null, "Acme 3", null).look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result()).isEqualTo("Another change of the link replaced it.");
    }

    @Test
    void aSiteThatIsUnlinkedMeanwhileClosesItAtOnce() {
        var world = ordered(Situation.MOVED_INSIDE, ResolutionAction.MOVE, null);
        world.decided(COMMAND, CompanyAction.MOVE, World.ROOT).look();

        world.unwanted().look();

        assertThat(only(world).state()).isEqualTo(State.CLOSED);
        assertThat(only(world).attempt().result()).isEqualTo("Another change of the link replaced it.");
        assertThat(world.look()).isEmpty();
    }

    @Test
    void anUnlinkingIsInProgressUntilTheLinkIsGone() {
        var world = ordered(Situation.ON_DEMAND, ResolutionAction.UNLINK, null);
        world.unwanted(COMMAND, null)
                .status(2, Phase.REMOVING, fails(Aspect.VARIABLE, Reason.IN_PROGRESS))
                .look();
        assertThat(only(world).state()).isEqualTo(State.RESOLVING);
        assertThat(progress(world)).isEqualTo("In progress: the site variable.");

        world.linkGone().look();

        assertThat(only(world).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anActionWithoutAnyReportFails() {
        var world = ordered(Situation.ON_DEMAND, ResolutionAction.UNLINK, null);
        assertThat(world.review().nextReview()).isEqualTo(World.START.plus(Duration.ofMinutes(20)));
        assertThat(world.after(Duration.ofMinutes(19)).look()).isEmpty();

        world.after(Duration.ofMinutes(1)).look();

        assertThat(only(world).state()).isEqualTo(State.OPEN);
        assertThat(only(world).attempt().result())
                .isEqualTo("No result for 20 minutes. It may still be carried out; check the site.");
        assertThat(world.review().nextReview()).isNull();
    }

    @Test
    void aRetriedKeyFailsAfterTwiceTheGracePeriod() {
        var world = new TenantWorld()
                .health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                .after(Duration.ofMinutes(1));
        world.look();
        start(world, ResolutionAction.RETRY);

        assertThat(world.after(Duration.ofSeconds(29)).look()).isEmpty();
        world.after(Duration.ofSeconds(1)).look();

        assertThat(world.only().state()).isEqualTo(State.OPEN);
        assertThat(world.only().attempt().result()).isEqualTo("It was tried again and still fails.");
    }

    @Test
    void anApprovalHasAsMuchTimeAsSweepsNeedToConfirmIt() {
        var world =
                new TenantWorld().hold(new DeletionHold(ObservedKind.SITES, "set-1", 40, 50, List.of(), World.START));
        world.look();
        start(world, ResolutionAction.APPROVE);
        world.decided(ObservedKind.SITES, "set-1", true);

        assertThat(world.after(Duration.ofHours(5)).look()).isEmpty();
        world.noHold().look();

        assertThat(world.only().state()).isEqualTo(State.CLOSED);
    }

    private static World ordered(Situation situation, ResolutionAction action, String name) {
        var world = situation.opened();
        var request = new ResolutionRequest("ab12", COMMAND, action, name, null, null, null, null, null, false);
        var result = ResolutionHandler.decide(request, Optional.of(world.caseOf(situation.type())), world.now());
        world.keep(((Accepted) result).after());
        return world;
    }

    private static void start(TenantWorld world, ResolutionAction action) {
        var request = new ResolutionRequest("ab12", COMMAND, action, null, null, null, null, null, null, false);
        var result = ResolutionHandler.decide(request, Optional.of(world.caseOf(world.only())), world.now());
        world.keep(((Accepted) result).after());
    }

    private static Discrepancy only(World world) {
        assertThat(world.known).hasSize(1);
        return world.known.values().iterator().next();
    }

    private static String progress(World world) {
        return only(world).attempt().progress();
    }
}
