package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static dev.companion.vocabulary.DiscrepancyType.SITE_OUT_OF_SCOPE;
import static dev.companion.vocabulary.DiscrepancyType.SITE_RENAMED;
import static dev.companion.vocabulary.DiscrepancyType.SOURCE_DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.LinkSpec.CompanyOrder;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.ResolutionAction;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SourceRulesTest {

    private static List<ResolutionAction> actions(Finding finding) {
        return finding.choices().stream().map(Choice::action).toList();
    }

    @Nested
    class SourceDeleted {

        private final World world = World.ready().siteGone();

        @Test
        void opensWhenALinkedSiteIsGone() {
            world.look();

            assertThat(world.open()).containsExactly(SOURCE_DELETED);
            var finding = world.standing(SOURCE_DELETED).finding();
            assertThat(actions(finding))
                    .containsExactly(ResolutionAction.KEEP, ResolutionAction.DELETE, ResolutionAction.IGNORE);
            assertThat(finding.choice(ResolutionAction.DELETE).orElseThrow()).satisfies(delete -> {
                assertThat(delete.destructive()).isTrue();
                assertThat(delete.needsName()).isTrue();
                assertThat(delete.proposedName()).as("must be typed").isNull();
            });
            assertThat(finding.siteName()).as("as the link knows it").isEqualTo("Acme Oslo");
        }

        @Test
        void deletingIsNotOfferedWithoutAVisibleCompany() {
            assertThat(world.companyNoLongerReachable().finding(SOURCE_DELETED)).satisfies(finding -> {
                assertThat(actions(finding)).containsExactly(ResolutionAction.KEEP, ResolutionAction.IGNORE);
                assertThat(finding.reasonAgainst(ResolutionAction.DELETE).orElseThrow())
                        .contains("no company that is visible");
            });
            assertThat(actions(World.wanting("Acme").siteGone().finding(SOURCE_DELETED)))
                    .containsExactly(ResolutionAction.KEEP, ResolutionAction.IGNORE);
        }

        @Test
        void aPartnerIsNeverOfferedToBeDeleted() {
            var partner = new ObservedCompany(
                    World.ACME, "Acme Oslo", false, World.ROOT, World.ROOT, false, null, World.START);

            assertThat(actions(world.company(partner).finding(SOURCE_DELETED))).doesNotContain(ResolutionAction.DELETE);
        }

        @Test
        void closesWhenTheSiteIsBackOrTheLinkIsGone() {
            world.look();
            assertThat(world.unwanted().assess(SOURCE_DELETED)).isInstanceOf(Unlinking.class);
            world.look();
            assertThat(world.standing(SOURCE_DELETED).state()).isEqualTo(State.CLOSED);
            assertThat(World.ready().site("Acme Oslo").assess(SOURCE_DELETED)).isInstanceOf(Absent.class);
            assertThat(world.linkGone().assess(SOURCE_DELETED)).isInstanceOf(Absent.class);
        }

        @Test
        void opensAgainWhenTheDeletionOfItsCompanyIsRefused() {
            var facts = world.finding(SOURCE_DELETED).facts();
            world.unwanted("r-d", new CompanyOrder(CompanyAction.DELETE, World.ACME, null))
                    .status(2, Phase.ATTENTION, fails(Aspect.ORDER, Reason.BLOCKED, "It has 12 machines, not 3."));

            assertThat(world.finding(SOURCE_DELETED).facts()).isNotEqualTo(facts);
            assertThat(world.finding(SOURCE_DELETED).summary())
                    .endsWith("Its company was not deleted: It has 12 machines, not 3.");
        }

        /** Topics are read in any order: the link may be read long before the site. */
        @Test
        void aSiteThatWasNeverListedIsNotGone() {
            var behind = World.ready().siteUnheardOf();

            assertThat(behind.assess(SOURCE_DELETED)).isInstanceOf(Unclear.class);
            assertThat(behind.assess(SITE_RENAMED)).isInstanceOf(Unclear.class);
            assertThat(behind.assess(SITE_OUT_OF_SCOPE)).isInstanceOf(Unclear.class);
            assertThat(behind.look()).isEmpty();
        }

        @Test
        void aSiteThatTheVendorDoesNotKnowIsGoneAlsoWithoutAConfirmedDeletion() {
            var forgotten = World.ready()
                    .siteUnheardOf()
                    .status(1, Phase.ATTENTION, fails(Aspect.VARIABLE, Reason.SITE_MISSING));

            forgotten.look();

            assertThat(forgotten.open()).containsExactly(SOURCE_DELETED);
        }

        @Test
        void itsFactsAreThatTheSiteIsGone() {
            var facts = world.finding(SOURCE_DELETED).facts();

            assertThat(world.companySuspended(true).finding(SOURCE_DELETED).facts())
                    .isEqualTo(facts);
        }
    }

    @Nested
    class SiteRenamed {

        private final World world = World.ready().site("Acme Bergen");

        @Test
        void opensWhenTheSiteHasAnotherNameThanLinkAndCompany() {
            world.look();

            assertThat(world.open()).containsExactly(SITE_RENAMED);
            var finding = world.standing(SITE_RENAMED).finding();
            assertThat(actions(finding))
                    .containsExactly(
                            ResolutionAction.RENAME,
                            ResolutionAction.KEEP,
                            ResolutionAction.ALIAS,
                            ResolutionAction.IGNORE);
            assertThat(finding.choices().getFirst().proposedName()).isEqualTo("Acme Bergen");
        }

        @Test
        void saysWhyTheCompanyCannotHaveTheNameIfAnotherHasIt() {
            assertThat(world.company("c-9", "ACME BERGEN").finding(SITE_RENAMED))
                    .satisfies(finding -> {
                        assertThat(actions(finding))
                                .containsExactly(
                                        ResolutionAction.KEEP, ResolutionAction.ALIAS, ResolutionAction.IGNORE);
                        assertThat(finding.reasonAgainst(ResolutionAction.RENAME))
                                .contains("Another company is already called “Acme Bergen”.");
                    });
        }

        @Test
        void whatGravityZoneRefusesInANameIsNotProposed() {
            assertThat(world.site("Acme <Bergen> " + "x".repeat(60))
                            .finding(SITE_RENAMED)
                            .choices()
                            .getFirst()
                            .proposedName())
                    .hasSize(64)
                    .startsWith("Acme Bergen x");
        }

        @Test
        void isAbsentIfTheCompanyHasTheNameOrTheLinkKnowsIt() {
            assertThat(world.company(World.ACME, "acme bergen").assess(SITE_RENAMED))
                    .isInstanceOf(Absent.class);
            assertThat(World.ready().site(" Acme Oslo ").assess(SITE_RENAMED)).isInstanceOf(Absent.class);
            assertThat(World.ready()
                            .site("Acme Bergen")
                            .noted("Acme Bergen", "r-n")
                            .assess(SITE_RENAMED))
                    .isInstanceOf(Absent.class);
        }

        @Test
        void isAbsentOnceTheNewNameIsVerifiedAlthoughTheInventoryIsOlder() {
            world.status(new LinkStatus(
                    1,
                    Phase.READY,
                    World.ACME,
                    "Acme Bergen",
                    "p-1",
                    "companion-acme",
                    World.linkSince(1),
                    List.of(holds(Aspect.COMPANY))));

            assertThat(world.assess(SITE_RENAMED)).isInstanceOf(Absent.class);
        }

        @Test
        void isUnclearWhileThereIsNoCompanyYet() {
            assertThat(World.wanting("Acme Oslo").site("Acme Bergen").assess(SITE_RENAMED))
                    .isInstanceOf(Unclear.class);
        }

        @Test
        void closesWhenTheSiteIsGoneOrUnlinked() {
            assertThat(world.siteGone().assess(SITE_RENAMED)).isInstanceOf(Absent.class);
            assertThat(world.unwanted().assess(SITE_RENAMED)).isInstanceOf(Unlinking.class);
            assertThat(world.linkGone().assess(SITE_RENAMED)).isInstanceOf(Absent.class);
        }

        @Test
        void itsFactsAreTheTwoNames() {
            var facts = world.finding(SITE_RENAMED).facts();

            assertThat(world.companyUnder("c-north").finding(SITE_RENAMED).facts())
                    .isEqualTo(facts);
            assertThat(world.site("Acme Tromsø").finding(SITE_RENAMED).facts()).isNotEqualTo(facts);
            assertThat(world.site("Acme Bergen")
                            .company(World.ACME, "Acme Ltd")
                            .finding(SITE_RENAMED)
                            .facts())
                    .isNotEqualTo(facts);
        }
    }

    @Nested
    class OutOfScope {

        private final World world = World.ready().onDemand();

        @Test
        void opensWhenALinkedSiteIsNoLongerManaged() {
            world.look();

            assertThat(world.open()).containsExactly(SITE_OUT_OF_SCOPE);
            assertThat(actions(world.standing(SITE_OUT_OF_SCOPE).finding()))
                    .containsExactly(ResolutionAction.UNLINK, ResolutionAction.KEEP, ResolutionAction.IGNORE);
        }

        @Test
        void closesWhenItIsManagedAgainGoneOrUnlinked() {
            world.look();
            assertThat(world.unwanted().assess(SITE_OUT_OF_SCOPE)).isInstanceOf(Unlinking.class);
            assertThat(World.ready().onDemand().siteGone().assess(SITE_OUT_OF_SCOPE))
                    .isInstanceOf(Absent.class);
            assertThat(World.ready().onDemand().linkGone().assess(SITE_OUT_OF_SCOPE))
                    .isInstanceOf(Absent.class);

            var managed = World.ready().onDemand();
            managed.look();
            managed.site("Acme Oslo").look();
            assertThat(managed.open()).isEmpty();
        }

        @Test
        void itDoesNotMatterHowFarTheLinkIs() {
            assertThat(world.link(2, null, "Acme Oslo").look()).hasSize(1);
        }

        @Test
        void itsFactsAreTheScopeAndNotTheName() {
            var facts = world.finding(SITE_OUT_OF_SCOPE).facts();

            assertThat(world.site("Acme Bergen")
                            .onDemand()
                            .finding(SITE_OUT_OF_SCOPE)
                            .facts())
                    .isEqualTo(facts);
        }
    }
}
