package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static dev.companion.vocabulary.DiscrepancyType.DESTINATION_MOVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DestinationMovedTest {

    private static List<ResolutionAction> actions(Finding finding) {
        return finding.choices().stream().map(Choice::action).toList();
    }

    private static LinkStatus.Condition doneAt(Instant readBack) {
        return new LinkStatus.Condition(
                Aspect.ORDER, LinkStatus.ConditionStatus.TRUE, Reason.IN_PROGRESS, null, readBack);
    }

    private static List<ResolutionAction> impossible(Finding finding) {
        return finding.unavailable().stream().map(UnavailableAction::action).toList();
    }

    @Nested
    class MovedInside {

        private final World world = World.ready();

        @Test
        void opensWhenTheCompanyIsUnderAnotherParentThanWhenItWasLinked() {
            world.company("c-north", "North").companyUnder("c-north").look();

            assertThat(world.open()).containsExactly(DESTINATION_MOVED);
            var finding = world.standing(DESTINATION_MOVED).finding();
            assertThat(finding.summary())
                    .isEqualTo("The company “Acme Oslo” of the site “Acme Oslo” was moved in GravityZone: it is under "
                            + "“North” now, and was directly under your own company.");
            assertThat(actions(finding))
                    .containsExactly(ResolutionAction.MOVE, ResolutionAction.KEEP, ResolutionAction.IGNORE);
            assertThat(finding.choices().getFirst().effect()).contains("directly under your own company");
        }

        @Test
        void closesWhenItIsBack() {
            world.companyUnder("c-north").look();

            world.companyUnder(World.ROOT).look();

            assertThat(world.open()).isEmpty();
        }

        @Test
        void inventoryAndDetailsMayNameOnePlaceDifferently() {
            var container = World.ROOT.substring(0, 23) + "3";
            var fresh = World.wanting("Acme Oslo")
                    .company(listed(container, null))
                    .status(1, Phase.READY, holds(Aspect.COMPANY));
            fresh.look();

            assertThat(fresh.company(listed(container, World.ROOT)).look()).isEmpty();
            assertThat(fresh.company(listed(World.ROOT, World.ROOT)).look()).isEmpty();
            assertThat(fresh.company(listed(container, null)).look()).isEmpty();
        }

        private ObservedCompany listed(String parent, String parentCompany) {
            return new ObservedCompany(World.ACME, "Acme Oslo", true, parent, parentCompany, false, null, world.now());
        }

        @Test
        void aMoveDecidedHereIsNoDiscrepancy() {
            world.decided("r-move", CompanyAction.MOVE, "c-north")
                    .status(2, Phase.WORKING, holds(Aspect.COMPANY))
                    .companyUnder("c-north");
            assertThat(world.look()).as("observed before it was verified").isEmpty();

            world.status(2, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.ORDER));
            assertThat(world.look()).isEmpty();
            assertThat(world.baseline().expectedParent()).isEqualTo("c-north");
        }

        @Test
        void aMoveOutsideCompanionAfterOneDecidedHereIsReported() {
            world.decided("r-move", CompanyAction.MOVE, "c-north")
                    .status(2, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.ORDER))
                    .after(Duration.ofMinutes(1))
                    .companyUnder("c-north")
                    .look();

            world.after(Duration.ofHours(1)).companyUnder("c-south").look();

            assertThat(world.open()).containsExactly(DESTINATION_MOVED);
            assertThat(world.baseline().expectedParent()).isEqualTo("c-north");
        }

        @Test
        void aMoveDecidedHereIsNoDiscrepancyIfMachinesAreCountedBeforeTheInventoryShowsIt() {
            world.decided("r-move", CompanyAction.MOVE, "c-north")
                    .status(
                            2,
                            Phase.READY,
                            holds(Aspect.COMPANY),
                            doneAt(world.now().plusSeconds(60)));
            assertThat(world.look()).isEmpty();
            world.decided("r-count", CompanyAction.COUNT, null).status(3, Phase.WORKING, holds(Aspect.COMPANY));
            assertThat(world.look()).as("the row is older than the move").isEmpty();

            world.after(Duration.ofMinutes(10)).companyUnder("c-north");
            assertThat(world.look()).as("while they are counted").isEmpty();
            world.status(3, Phase.READY, holds(Aspect.COMPANY), doneAt(world.now()));

            assertThat(world.look()).isEmpty();
            assertThat(world.baseline().expectedParent()).isEqualTo("c-north");
            world.after(Duration.ofHours(1)).companyUnder(World.ROOT).look();
            assertThat(world.open()).as("moved back by another").containsExactly(DESTINATION_MOVED);
        }

        @Test
        void aMoveDecidedHereIsForgottenOnceTheCompanyIsSeenElsewhereAfterIt() {
            world.decided("r-move", CompanyAction.MOVE, "c-north")
                    .status(
                            2,
                            Phase.READY,
                            holds(Aspect.COMPANY),
                            doneAt(world.now().plusSeconds(60)))
                    .look();
            world.decided("r-count", CompanyAction.COUNT, null)
                    .status(3, Phase.READY, holds(Aspect.COMPANY), doneAt(world.now()))
                    .after(Duration.ofHours(1))
                    .companyUnder("c-south")
                    .look();
            assertThat(world.open()).containsExactly(DESTINATION_MOVED);

            world.after(Duration.ofHours(1)).companyUnder("c-north").look();

            assertThat(world.open()).as("moved by another").containsExactly(DESTINATION_MOVED);
        }

        @Test
        void staysWhileTheLinkIsBeingChanged() {
            world.companyUnder("c-north").look();

            assertThat(world.link(2, null, "Acme Oslo").assess(DESTINATION_MOVED))
                    .isInstanceOf(Unclear.class);
        }

        @Test
        void itsFactsAreThePlaceOfTheCompany() {
            var facts = world.companyUnder("c-north").finding(DESTINATION_MOVED).facts();

            assertThat(world.site("Acme Bergen").finding(DESTINATION_MOVED).facts())
                    .isEqualTo(facts);
            assertThat(world.companyUnder("c-south").finding(DESTINATION_MOVED).facts())
                    .isNotEqualTo(facts);
        }

        @Test
        void laterDetailsOfTheSamePlaceAreNoOtherFacts() {
            var north = "5f0000000000000000b00001";
            var container = "5f0000000000000000b00002";
            var facts = world.company(listed(container, null))
                    .finding(DESTINATION_MOVED)
                    .facts();

            assertThat(world.company(listed(container, north))
                            .finding(DESTINATION_MOVED)
                            .facts())
                    .isEqualTo(facts);
        }
    }

    @Nested
    class MovedAway {

        private final World world = World.ready().companyNoLongerReachable();

        @Test
        void opensWhenTheKeyNoLongerSeesTheCompanyAndSaysWhyItCannotBeMoved() {
            world.look();

            assertThat(world.open()).containsExactly(DESTINATION_MOVED);
            var finding = world.standing(DESTINATION_MOVED).finding();
            assertThat(actions(finding))
                    .as("nothing that makes a twin is recommended while the company exists")
                    .containsExactly(ResolutionAction.UNLINK, ResolutionAction.RECREATE, ResolutionAction.IGNORE);
            assertThat(finding.title()).isEqualTo("Company no longer reachable");
            assertThat(finding.choice(ResolutionAction.RECREATE).orElseThrow().effect())
                    .contains("A second company")
                    .contains("may still exist");
            assertThat(impossible(finding)).containsExactly(ResolutionAction.MOVE);
            assertThat(finding.reasonAgainst(ResolutionAction.MOVE).orElseThrow())
                    .contains("a move needs a key that sees the company and both places");
            assertThat(finding.choice(ResolutionAction.RECREATE).orElseThrow().needsName())
                    .as("the old name is used elsewhere")
                    .isTrue();
        }

        @Test
        void closesWhenItIsVisibleAgainAndDiffersFromAMoveInside() {
            var facts = world.finding(DESTINATION_MOVED).facts();
            world.look();

            assertThat(world.companyUnder("c-north").finding(DESTINATION_MOVED).facts())
                    .isNotEqualTo(facts);
            world.companyUnder(World.ROOT).look();
            assertThat(world.open()).isEmpty();
        }

        @Test
        void staysWhileTheCompanyThatReplacesItIsBeingCreated() {
            world.look();

            world.link(2, null, "Acme New")
                    .statusWithoutCompany(2, Phase.WORKING, fails(Aspect.COMPANY, Reason.IN_PROGRESS));
            assertThat(world.look()).isEmpty();

            world.company("c-new", "Acme New")
                    .status(new LinkStatus(
                            2, Phase.READY, "c-new", "Acme New", null, null, null, List.of(holds(Aspect.COMPANY))))
                    .look();
            assertThat(world.open()).isEmpty();
        }

        @Test
        void closesWithTheNextCompanyEvenBeforeTheInventoryListsIt() {
            world.look();
            world.link(2, null, "Acme New")
                    .status(new LinkStatus(
                            2, Phase.READY, "c-new", "Acme New", null, null, null, List.of(holds(Aspect.COMPANY))))
                    .look();

            assertThat(world.standing(DESTINATION_MOVED).closing().because())
                    .contains("linked to a company that was found");
        }

        @Test
        void closesWhenTheCompanyIsNoLongerListed() {
            world.companyGone(World.ACME);

            assertThat(world.assess(DESTINATION_MOVED)).isInstanceOf(Absent.class);
        }
    }
}
