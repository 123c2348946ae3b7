package dev.companion.resolver.domain.resolution;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Situation;
import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.discrepancy.Handling.Snooze;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.MapperCommand.SweepNow;
import dev.companion.resolver.domain.resolution.ResolutionResult.Accepted;
import dev.companion.resolver.domain.resolution.ResolutionResult.Refused;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ResolutionAction;
import dev.companion.vocabulary.SnoozeRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionHandlerTest {

    @ParameterizedTest
    @EnumSource
    void ignoreSnoozesItWithReasonAndEnd(Situation situation) {
        var world = situation.opened();
        var until = world.now().plus(Duration.ofDays(7));

        var accepted = (Accepted) decide(world, situation.type(), snooze("customer decides", until));

        assertThat(accepted.command()).isNull();
        assertThat(accepted.after().state()).isEqualTo(State.SNOOZED);
        assertThat(accepted.after().snooze()).isEqualTo(new Snooze("customer decides", until));
        assertThat(accepted.note().reason()).isEqualTo("customer decides");
        assertThat(accepted.note().after()).isEqualTo("SNOOZED until " + until);
    }

    @ParameterizedTest
    @EnumSource
    void anActionThatIsNotOfferedIsRefusedWithTheReason(Situation situation) {
        var world = situation.opened();
        var finding = world.finding(situation.type());

        for (var action : ResolutionAction.values()) {
            if (!finding.offers(action) && action != ResolutionAction.ASSIGN && action != ResolutionAction.RECHECK) {
                var refused = (Refused) decide(world, situation.type(), request(action));
                assertThat(refused.reason())
                        .isEqualTo(finding.reasonAgainst(action)
                                .orElse("%s does not resolve this event; %s does."
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

        assertThat(decide(world, DiscrepancyType.SOURCE_DELETED, request(ResolutionAction.DELETE, "acme oslo", 3L)))
                .isEqualTo(new Refused("The name that was typed is not “Acme Oslo”, so nothing is deleted."));
        assertThat(decide(world, DiscrepancyType.SOURCE_DELETED, request(ResolutionAction.DELETE)))
                .isInstanceOf(Refused.class);
        assertThat(((ChangeCompany) command(decide(
                                world,
                                DiscrepancyType.SOURCE_DELETED,
                                request(ResolutionAction.DELETE, " Acme Oslo ", null))))
                        .endpoints())
                .as("no number of machines means none")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "A<B", "A>B"})
    void aNewCompanyNeedsANameThatGravityZoneAccepts(String name) {
        assertThat(decide(
                        Situation.NAME_TAKEN.opened(),
                        DiscrepancyType.DESTINATION_CREATION,
                        named(ResolutionAction.CREATE, name)))
                .isInstanceOf(Refused.class);
        assertThat(decide(
                        Situation.NAME_TAKEN.opened(),
                        DiscrepancyType.DESTINATION_CREATION,
                        named(ResolutionAction.CREATE, "x".repeat(65))))
                .isEqualTo(
                        new Refused(
                                "The company name is longer than 64 characters, the limit of GravityZone. An emoji counts as two."));
    }

    @Test
    void aNewCompanyNeedsANameThatIsFree() {
        var taken = Situation.NAME_TAKEN.opened().company("c-9", "Bolt GmbH");

        assertThat(decide(taken, DiscrepancyType.DESTINATION_CREATION, named(ResolutionAction.CREATE, "ACME")))
                .isEqualTo(new Refused("“ACME” is the name that is used in another tenant; choose another."));
        assertThat(decide(taken, DiscrepancyType.DESTINATION_CREATION, named(ResolutionAction.CREATE, "bolt gmbh")))
                .isEqualTo(new Refused("A company named “bolt gmbh” exists; "
                        + "unlink the site and link it to that company instead."));
        assertThat(decide(
                        Situation.MOVED_AWAY.opened(),
                        DiscrepancyType.DESTINATION_MOVED,
                        named(ResolutionAction.RECREATE, "Acme Oslo")))
                .as("the company that is not visible still has it")
                .isInstanceOf(Refused.class);
        assertThat(decide(
                        Situation.RENAMED.opened().company("c-9", "Bolt GmbH"),
                        DiscrepancyType.SITE_RENAMED,
                        named(ResolutionAction.RENAME, "Bolt GmbH")))
                .isEqualTo(new Refused("Another company is already called “Bolt GmbH”."));
    }

    @Test
    void aDecisionOnOutdatedFactsIsRefusedWithTheChange() {
        var world = Situation.MOVED_INSIDE.opened();
        var seen = world.finding(DiscrepancyType.DESTINATION_MOVED).facts();

        var same = decide(world, DiscrepancyType.DESTINATION_MOVED, onFacts(ResolutionAction.MOVE, seen));
        var other = decide(
                world.companyUnder("c-south"), DiscrepancyType.DESTINATION_MOVED, onFacts(ResolutionAction.MOVE, seen));

        assertThat(same).isInstanceOf(Accepted.class);
        assertThat(((Refused) other).reason())
                .startsWith("The facts have changed since you opened the event: ")
                .contains("c-south");
    }

    @Test
    void whatIsNoLongerTheCaseIsRefusedWithTheReason() {
        assertThat(decide(
                        Situation.MOVED_INSIDE.opened().companyUnder(World.ROOT),
                        DiscrepancyType.DESTINATION_MOVED,
                        request(ResolutionAction.MOVE)))
                .isEqualTo(new Refused("This is no longer the case. The company “Acme Oslo” is where it belongs."));
    }

    @Test
    void aClosedDiscrepancySaysWhyItIsClosed() {
        var world = Situation.MOVED_INSIDE.opened().companyUnder(World.ROOT);
        world.look();

        assertThat(decide(world, DiscrepancyType.DESTINATION_MOVED, request(ResolutionAction.MOVE)))
                .isEqualTo(new Refused("The event is already closed. The company “Acme Oslo” is where it belongs."));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsStartedWhileTheSiteIsBeingUnlinked(Situation situation) {
        var world = situation.opened().unwanted();
        var action =
                world.standing(situation.type()).finding().choices().getFirst().action();

        assertThat(((Refused) decide(world, situation.type(), request(action))).reason())
                .startsWith("The site is being unlinked.");
    }

    @Test
    void whileTheLinkIsBeingChangedItCanOnlyBeSnoozed() {
        var world = Situation.VARIABLE_GONE.opened().link(2, null, "Acme Oslo");

        assertThat(((Refused) decide(world, DiscrepancyType.ASSOCIATION_MISSING, request(ResolutionAction.ASSOCIATE)))
                        .reason())
                .startsWith("The link of the site was changed, and");
        assertThat(decide(world, DiscrepancyType.ASSOCIATION_MISSING, snooze("later", tomorrow(world))))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void anActionRequestedTwiceStartsOnce() {
        var world = Situation.ON_DEMAND.opened();
        world.keep(((Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.UNLINK)))
                .after());

        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.UNLINK)))
                .isEqualTo(new Refused("UNLINK is already in progress, requested by ab12."));
        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.KEEP)))
                .isEqualTo(new Refused("UNLINK is already in progress, requested by ab12."));
        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.IGNORE)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aSnoozeNeedsAReasonAndAnEndInASensibleRange() {
        var world = Situation.ON_DEMAND.opened();
        var changing = Situation.VARIABLE_GONE.opened().link(2, null, "Acme Oslo");

        assertThat(snoozeRefused(world, null, tomorrow(world))).startsWith("A snooze needs a reason.");
        assertThat(snoozeRefused(world, "later", null)).startsWith("A snooze needs an end.");
        assertThat(snoozeRefused(world, "later", world.now())).startsWith("The end of the snooze is in the past.");
        assertThat(snoozeRefused(world, "later", Instant.MIN)).startsWith("The end of the snooze is in the past.");
        assertThat(snoozeRefused(
                        world, "later", world.now().plus(SnoozeRule.LONGEST).plusMillis(1)))
                .startsWith("The end of the snooze is too far away.");
        assertThat(snoozeRefused(world, "later", Instant.MAX)).startsWith("The end of the snooze is too far away.");
        assertThat(decide(changing, DiscrepancyType.ASSOCIATION_MISSING, snooze(null, null)))
                .isInstanceOf(Refused.class);
    }

    private static String snoozeRefused(World world, String reason, Instant until) {
        return ((Refused) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, snooze(reason, until))).reason();
    }

    private static Instant tomorrow(World world) {
        return world.now().plus(Duration.ofDays(1));
    }

    @Test
    void aSnoozedDiscrepancyCanBeSnoozedAgainOrResolved() {
        var world = Situation.ON_DEMAND.opened();
        world.keep(((Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, snooze("later", tomorrow(world))))
                .after());

        assertThat(decide(
                        world,
                        DiscrepancyType.SITE_OUT_OF_SCOPE,
                        snooze("much later", tomorrow(world).plusSeconds(60))))
                .isInstanceOf(Accepted.class);
        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.UNLINK)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @EnumSource
    void severalAtOnceAreNeverDestructiveAndNeedNoName(Situation situation) {
        var world = situation.opened();

        for (var choice : world.finding(situation.type()).choices()) {
            var result = decide(world, situation.type(), oneOfMany(choice.action(), tomorrow(world)));
            if (choice.destructive() || choice.needsName()) {
                assertThat(result)
                        .isEqualTo(new Refused(
                                "%s must be decided for each event separately.".formatted(choice.action())));
            } else {
                assertThat(result).as(choice.action().name()).isInstanceOf(Accepted.class);
            }
        }
    }

    @Test
    void itCanBeAssignedUntilItIsClosed() {
        var world = Situation.ON_DEMAND.opened();
        world.keep(((Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.UNLINK)))
                .after());

        var assigned = (Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, assign("kari"));

        assertThat(assigned.command()).isNull();
        assertThat(assigned.after().assignee()).isEqualTo("kari");
        assertThat(assigned.after().state()).isEqualTo(State.RESOLVING);
        assertThat(assigned.note())
                .isEqualTo(new AuditNote(
                        "assign event",
                        world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE).discrepancyId(),
                        "unassigned",
                        "kari",
                        null));
    }

    @Test
    void aRecheckStartsASweepAndChangesNothing() {
        var world = Situation.ON_DEMAND.opened();
        var before = world.standing(DiscrepancyType.SITE_OUT_OF_SCOPE);

        var recheck = (Accepted) decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, request(ResolutionAction.RECHECK));

        assertThat(recheck.command()).isEqualTo(new SweepNow());
        assertThat(recheck.after()).isSameAs(before);
    }

    @Test
    void aClosedOrUnknownDiscrepancyCannotBeAssigned() {
        var world = Situation.ON_DEMAND.opened().site("Acme Oslo");
        world.look();

        assertThat(decide(world, DiscrepancyType.SITE_OUT_OF_SCOPE, assign("kari")))
                .isInstanceOf(Refused.class);
        assertThat(ResolutionHandler.decide(request(ResolutionAction.RECHECK), Optional.empty(), world.now()))
                .isEqualTo(new Refused("The event is not known."));
    }

    @Test
    void theActionMustBeOfferedOnTheCurrentFacts() {
        var world = Situation.COMPANY_OUTCOME_UNKNOWN.opened();
        world.status(1, Phase.WORKING, holds(Aspect.COMPANY), fails(Aspect.PACKAGE, Reason.OUTCOME_UNKNOWN));

        assertThat(decide(world, DiscrepancyType.OUTCOME_UNKNOWN, request(ResolutionAction.ASSOCIATE)))
                .isEqualTo(new Refused("ASSOCIATE does not resolve this event; RETRY or IGNORE does."));
    }

    private static ResolutionResult decide(World world, DiscrepancyType type, ResolutionRequest request) {
        return ResolutionHandler.decide(request, Optional.of(world.caseOf(type)), world.now());
    }

    private static MapperCommand command(ResolutionResult result) {
        return ((Accepted) result).command();
    }

    private static ResolutionRequest request(ResolutionAction action) {
        return request(action, null, null);
    }

    private static ResolutionRequest named(ResolutionAction action, String name) {
        return request(action, name, null);
    }

    private static ResolutionRequest request(ResolutionAction action, String name, Long endpoints) {
        return new ResolutionRequest("ab12", "r-1.order-1", action, name, null, null, null, endpoints, null, false);
    }

    private static ResolutionRequest onFacts(ResolutionAction action, String facts) {
        return new ResolutionRequest("ab12", "r-1.order-1", action, null, null, null, facts, null, null, false);
    }

    private static ResolutionRequest snooze(String reason, Instant until) {
        return new ResolutionRequest(
                "ab12", "r-1.order-1", ResolutionAction.IGNORE, null, reason, until, null, null, null, false);
    }

    private static ResolutionRequest assign(String assignee) {
        return new ResolutionRequest(
                "ab12", "r-1.order-1", ResolutionAction.ASSIGN, null, null, null, null, null, assignee, false);
    }

    private static ResolutionRequest oneOfMany(ResolutionAction action, Instant until) {
        return new ResolutionRequest(
                "ab12", "r-1.order-1", action, "Acme Oslo", "later", until, null, null, null, true);
    }
}
