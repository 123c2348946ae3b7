package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.DiscrepancyType.SITE_OUT_OF_SCOPE;
import static dev.companion.resolver.domain.DiscrepancyType.SITE_RENAMED;
import static dev.companion.resolver.domain.DiscrepancyType.SOURCE_DELETED;
import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Leaving;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.DesiredLink.DesiredOrder;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Phase;
import dev.companion.resolver.domain.LinkSeen.Reason;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SourceRulesTest {

    private static List<Action> actions(Finding finding) {
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
            assertThat(actions(finding)).containsExactly(Action.KEEP, Action.DELETE, Action.IGNORE);
            assertThat(finding.choice(Action.DELETE).orElseThrow()).satisfies(delete -> {
                assertThat(delete.destructive()).isTrue();
                assertThat(delete.needsName()).isTrue();
                assertThat(delete.proposedName())
                        .as("is typed, never filled in")
                        .isNull();
            });
            assertThat(finding.siteName()).as("as the link knows it").isEqualTo("Acme Oslo");
        }

        @Test
        void deletingIsNotOfferedWithoutACompanyInSight() {
            assertThat(world.companyOutOfSight().finding(SOURCE_DELETED)).satisfies(finding -> {
                assertThat(actions(finding)).containsExactly(Action.KEEP, Action.IGNORE);
                assertThat(finding.reasonAgainst(Action.DELETE).orElseThrow()).contains("no company in sight");
            });
            assertThat(actions(World.wanting("Acme").siteGone().finding(SOURCE_DELETED)))
                    .containsExactly(Action.KEEP, Action.IGNORE);
        }

        @Test
        void aPartnerIsNeverOfferedToBeDeleted() {
            var partner = new ObservedCompany(
                    World.ACME, "Acme Oslo", false, World.ROOT, World.ROOT, false, null, World.START);

            assertThat(actions(world.company(partner).finding(SOURCE_DELETED))).doesNotContain(Action.DELETE);
        }

        @Test
        void closesWhenTheSiteIsBackOrTheLinkIsGone() {
            world.look();
            assertThat(world.unwanted().assess(SOURCE_DELETED)).isInstanceOf(Leaving.class);
            world.look();
            assertThat(world.standing(SOURCE_DELETED).state()).isEqualTo(State.CLOSED);
            assertThat(World.ready().site("Acme Oslo").assess(SOURCE_DELETED)).isInstanceOf(HoldsNot.class);
            assertThat(world.linkGone().assess(SOURCE_DELETED)).isInstanceOf(HoldsNot.class);
        }

        @Test
        void opensAnewWhenTheDeletionOfItsCompanyIsRefused() {
            var facts = world.finding(SOURCE_DELETED).facts();
            world.unwanted("r-d", new DesiredOrder(CompanyChange.DELETE, World.ACME, null))
                    .status(2, Phase.ATTENTION, fails(Aspect.ORDER, Reason.STANDS_STILL, "It has 12 machines, not 3."));

            assertThat(world.finding(SOURCE_DELETED).facts()).isNotEqualTo(facts);
            assertThat(world.finding(SOURCE_DELETED).summary())
                    .endsWith("Its company was not deleted: It has 12 machines, not 3.");
        }

        /** Topics are not read in one order: the link may be read long before the site is. */
        @Test
        void aSiteOfWhichNothingWasHeardIsNotGone() {
            var behind = World.ready().siteUnheardOf();

            assertThat(behind.assess(SOURCE_DELETED)).isInstanceOf(Unclear.class);
            assertThat(behind.assess(SITE_RENAMED)).isInstanceOf(Unclear.class);
            assertThat(behind.assess(SITE_OUT_OF_SCOPE)).isInstanceOf(Unclear.class);
            assertThat(behind.look()).isEmpty();
        }

        @Test
        void aSiteOfWhichTheVendorSaysThatThereIsNoneIsGoneAlsoWhenItsDeletionWasNeverHeardOf() {
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
            assertThat(actions(finding)).containsExactly(Action.RENAME, Action.KEEP, Action.ALIAS, Action.IGNORE);
            assertThat(finding.choices().getFirst().proposedName()).isEqualTo("Acme Bergen");
        }

        @Test
        void saysWhyTheCompanyCannotHaveTheNameWhereAnotherHasIt() {
            assertThat(world.company("c-9", "ACME BERGEN").finding(SITE_RENAMED))
                    .satisfies(finding -> {
                        assertThat(actions(finding)).containsExactly(Action.KEEP, Action.ALIAS, Action.IGNORE);
                        assertThat(finding.reasonAgainst(Action.RENAME))
                                .contains("Another company is called “Acme Bergen” already.");
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
                    .startsWith("Acme  Bergen  x");
        }

        @Test
        void isNoneWhereTheCompanyHasTheNameOrTheLinkKnowsIt() {
            assertThat(world.company(World.ACME, "acme bergen").assess(SITE_RENAMED))
                    .isInstanceOf(HoldsNot.class);
            assertThat(World.ready().site(" Acme Oslo ").assess(SITE_RENAMED)).isInstanceOf(HoldsNot.class);
            assertThat(World.ready()
                            .site("Acme Bergen")
                            .noted("Acme Bergen", "r-n")
                            .assess(SITE_RENAMED))
                    .isInstanceOf(HoldsNot.class);
        }

        @Test
        void isNoneOnceTheNewNameWasReadBackAlthoughTheInventoryIsOlder() {
            world.status(new LinkSeen(
                    1,
                    Phase.READY,
                    World.ACME,
                    "Acme Bergen",
                    "p-1",
                    "companion-acme",
                    "https://p/1",
                    List.of(holds(Aspect.COMPANY))));

            assertThat(world.assess(SITE_RENAMED)).isInstanceOf(HoldsNot.class);
        }

        @Test
        void isUnclearWhileThereIsNoCompanyYet() {
            assertThat(World.wanting("Acme Oslo").site("Acme Bergen").assess(SITE_RENAMED))
                    .isInstanceOf(Unclear.class);
        }

        @Test
        void closesWhenTheSiteIsGoneOrUnlinked() {
            assertThat(world.siteGone().assess(SITE_RENAMED)).isInstanceOf(HoldsNot.class);
            assertThat(world.unwanted().assess(SITE_RENAMED)).isInstanceOf(Leaving.class);
            assertThat(world.linkGone().assess(SITE_RENAMED)).isInstanceOf(HoldsNot.class);
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
                    .containsExactly(Action.UNLINK, Action.KEEP, Action.IGNORE);
        }

        @Test
        void closesWhenItIsManagedAgainGoneOrUnlinked() {
            world.look();
            assertThat(world.unwanted().assess(SITE_OUT_OF_SCOPE)).isInstanceOf(Leaving.class);
            assertThat(World.ready().onDemand().siteGone().assess(SITE_OUT_OF_SCOPE))
                    .isInstanceOf(HoldsNot.class);
            assertThat(World.ready().onDemand().linkGone().assess(SITE_OUT_OF_SCOPE))
                    .isInstanceOf(HoldsNot.class);

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
