package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.DiscrepancyType.COMPANY_SUSPENDED;
import static dev.companion.resolver.domain.DiscrepancyType.DESTINATION_CREATION;
import static dev.companion.resolver.domain.DiscrepancyType.DESTINATION_DELETED;
import static dev.companion.resolver.domain.DiscrepancyType.NAME_NOT_UNIQUE;
import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Leaving;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Phase;
import dev.companion.resolver.domain.LinkSeen.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DestinationRulesTest {

    private static List<Action> actions(Finding finding) {
        return finding.choices().stream().map(Choice::action).toList();
    }

    private static List<Action> impossible(Finding finding) {
        return finding.unavailable().stream().map(Unavailable::action).toList();
    }

    @Nested
    class Creation {

        private final World world = World.wanting("Acme")
                .statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE));

        @Test
        void opensWhenTheNameIsUsedInAnotherTenant() {
            world.look();

            assertThat(world.open()).containsExactly(DESTINATION_CREATION);
            var finding = world.standing(DESTINATION_CREATION).finding();
            assertThat(finding.summary())
                    .isEqualTo("The company “Acme” for the site “Acme Oslo” cannot be created: its name is used in "
                            + "another GravityZone tenant.");
            assertThat(actions(finding)).containsExactly(Action.CREATE, Action.RETRY, Action.IGNORE);
            assertThat(finding.choices().getFirst().needsName()).isTrue();
        }

        @Test
        void closesWhenTheCompanyExistsOrSomethingElseStandsInTheWay() {
            assertThat(world.status(1, Phase.WORKING, holds(Aspect.COMPANY)).assess(DESTINATION_CREATION))
                    .isInstanceOf(HoldsNot.class);
            assertThat(world.statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.STANDS_STILL))
                            .assess(DESTINATION_CREATION))
                    .isInstanceOf(HoldsNot.class);
            assertThat(world.link(2, World.ACME, null).assess(DESTINATION_CREATION))
                    .isInstanceOf(HoldsNot.class);
            assertThat(world.unwanted().assess(DESTINATION_CREATION)).isInstanceOf(Leaving.class);
            assertThat(world.linkGone().assess(DESTINATION_CREATION)).isInstanceOf(HoldsNot.class);
        }

        @Test
        void staysWhileTheFactsAreUnclear() {
            world.look();

            world.statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.HELD_UP));
            assertThat(world.assess(DESTINATION_CREATION)).isInstanceOf(Unclear.class);
            world.link(2, null, "Other");
            assertThat(world.assess(DESTINATION_CREATION)).isInstanceOf(Unclear.class);
            assertThat(world.look()).isEmpty();
        }

        @Test
        void anEarlierStatusOpensNothing() {
            assertThat(world.link(2, null, "Acme").look()).isEmpty();
        }

        @Test
        void itsFactsAreTheNameAndTheGenerationOfTheLink() {
            var facts = world.finding(DESTINATION_CREATION).facts();

            assertThat(world.site("Acme Bergen").finding(DESTINATION_CREATION).facts())
                    .isEqualTo(facts);
            world.link(2, null, "Acme")
                    .statusWithoutCompany(2, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE));
            assertThat(world.finding(DESTINATION_CREATION).facts()).isNotEqualTo(facts);
        }
    }

    @Nested
    class Deleted {

        private final World world = World.ready().companyGone(World.ACME);

        private World deleted() {
            return world.status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_MISSING));
        }

        @Test
        void opensWhenItIsInNoListAndTheVendorNamesItAsGone() {
            deleted().look();

            assertThat(world.open()).containsExactly(DESTINATION_DELETED);
            var finding = world.standing(DESTINATION_DELETED).finding();
            assertThat(finding.title()).isEqualTo("Company was deleted");
            assertThat(actions(finding)).containsExactly(Action.RECREATE, Action.UNLINK, Action.IGNORE);
            assertThat(finding.choices().getFirst().proposedName()).isEqualTo("Acme Oslo");
            assertThat(finding.choices().getFirst().needsName()).isFalse();
            assertThat(impossible(finding)).isEmpty();
        }

        @Test
        void saysThatItIsNoLongerReachableWhereNobodyCanTellWhichOfTheTwo() {
            world.status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_UNREACHABLE))
                    .look();

            var finding = world.standing(DESTINATION_DELETED).finding();
            assertThat(finding.title()).isEqualTo("Company no longer reachable");
            assertThat(finding.summary()).contains("its API does not say which");
            assertThat(impossible(finding)).containsExactly(Action.MOVE);
        }

        @Test
        void oneOfTheTwoAloneOpensNothing() {
            assertThat(world.assess(DESTINATION_DELETED)).isInstanceOf(HoldsNot.class);
            assertThat(deleted().company(World.ACME, "Acme Oslo").assess(DESTINATION_DELETED))
                    .isInstanceOf(HoldsNot.class);
        }

        @Test
        void staysWhileTheVendorCannotBeAskedAndWhileTheLinkIsBeingChanged() {
            deleted().look();

            world.status(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.HELD_UP));
            assertThat(world.assess(DESTINATION_DELETED)).isInstanceOf(Unclear.class);
            assertThat(world.link(2, null, "Acme Oslo").assess(DESTINATION_DELETED))
                    .isInstanceOf(Unclear.class);
        }

        @Test
        void closesWhenTheSiteHasACompanyAgainOrIsUnlinked() {
            deleted().look();
            assertThat(world.status(1, Phase.WORKING, holds(Aspect.COMPANY)).assess(DESTINATION_DELETED))
                    .isInstanceOf(HoldsNot.class);
            assertThat(world.unwanted().assess(DESTINATION_DELETED)).isInstanceOf(Leaving.class);
            world.linkGone().look();
            assertThat(world.open()).isEmpty();
        }

        @Test
        void thatItIsCertainNowIsAnotherFact() {
            var before = world.status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_UNREACHABLE))
                    .finding(DESTINATION_DELETED);

            assertThat(deleted().finding(DESTINATION_DELETED).facts()).isNotEqualTo(before.facts());
            assertThat(world.site("Acme Bergen").finding(DESTINATION_DELETED).facts())
                    .isEqualTo(deleted().finding(DESTINATION_DELETED).facts());
        }
    }

    @Nested
    class Suspended {

        private final World world = World.ready().companySuspended(true);

        @Test
        void opensWhenNobodyDecidedThatHere() {
            world.look();

            assertThat(world.open()).containsExactly(COMPANY_SUSPENDED);
            assertThat(actions(world.standing(COMPANY_SUSPENDED).finding()))
                    .containsExactly(Action.ACTIVATE, Action.UNLINK, Action.KEEP, Action.IGNORE);
        }

        @Test
        void isNoneWhereItWasDecidedHereNeitherBeforeNorAfterItWasReadBack() {
            var decided = World.ready().decided("r-s", CompanyChange.SUSPEND, null);

            assertThat(decided.status(2, Phase.WORKING, holds(Aspect.COMPANY))
                            .companySuspended(true)
                            .look())
                    .isEmpty();
            assertThat(decided.status(2, Phase.READY, holds(Aspect.COMPANY), holds(Aspect.ORDER))
                            .look())
                    .isEmpty();
            assertThat(decided.link(3, null, "Acme Oslo")
                            .status(3, Phase.READY, holds(Aspect.COMPANY))
                            .look())
                    .as("a later change of the link does not forget who suspended it")
                    .isEmpty();
        }

        @Test
        void closesWhenItIsActiveOrCannotBeSeen() {
            world.look();
            world.companyOutOfSight();
            assertThat(world.assess(COMPANY_SUSPENDED)).isInstanceOf(HoldsNot.class);
            world.companySuspended(false).look();
            assertThat(world.open()).isEmpty();
        }

        @Test
        void closesOnceItsActivationWasReadBackAlthoughTheInventoryIsOlder() {
            world.look();
            var readBack = new LinkSeen.Seen(
                    Aspect.ORDER,
                    LinkSeen.Holds.TRUE,
                    Reason.GOING_ON,
                    null,
                    world.now().plusSeconds(60));

            world.decided("r-a", CompanyChange.ACTIVATE, null)
                    .status(2, Phase.READY, holds(Aspect.COMPANY), readBack)
                    .look();

            assertThat(world.open()).isEmpty();
            world.after(Duration.ofHours(1)).companySuspended(true).look();
            assertThat(world.open()).as("suspended once more").containsExactly(COMPANY_SUSPENDED);
        }

        @Test
        void staysWhileASuspensionIsOnItsWay() {
            world.look();

            assertThat(world.decided("r-s", CompanyChange.SUSPEND, null).assess(COMPANY_SUSPENDED))
                    .isInstanceOf(Unclear.class);
        }

        @Test
        void itsFactsAreTheCompany() {
            var facts = world.finding(COMPANY_SUSPENDED).facts();

            assertThat(world.after(Duration.ofHours(1))
                            .companySuspended(true)
                            .finding(COMPANY_SUSPENDED)
                            .facts())
                    .isEqualTo(facts);
        }
    }

    @Nested
    class NameNotUnique {

        private final World world = World.wanting("Acme")
                .company("c-9", "ACME")
                .statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_EXISTS_HERE));

        @Test
        void opensAndOffersTheCompanyThatIsFree() {
            world.look();

            assertThat(world.open()).containsExactly(NAME_NOT_UNIQUE);
            assertThat(actions(world.standing(NAME_NOT_UNIQUE).finding()))
                    .containsExactly(Action.ASSOCIATE, Action.CREATE, Action.IGNORE);
        }

        @Test
        void saysWhyTheCompanyCannotBeTakenWhereItIsNotFree() {
            assertThat(world.used("c-9", "site-2").finding(NAME_NOT_UNIQUE)).satisfies(finding -> {
                assertThat(actions(finding)).containsExactly(Action.CREATE, Action.IGNORE);
                assertThat(finding.reasonAgainst(Action.ASSOCIATE).orElseThrow())
                        .contains("linked to another site, is no customer, or cannot be seen");
            });
            world.used("c-9");
            assertThat(actions(world.company("c-10", "acme").finding(NAME_NOT_UNIQUE)))
                    .as("two of the name")
                    .doesNotContain(Action.ASSOCIATE);
        }

        @Test
        void closesWhenNoneStandsInTheWayAnyMore() {
            assertThat(world.status(1, Phase.WORKING, holds(Aspect.COMPANY)).assess(NAME_NOT_UNIQUE))
                    .isInstanceOf(HoldsNot.class);
            assertThat(world.link(2, "c-9", null).assess(NAME_NOT_UNIQUE)).isInstanceOf(HoldsNot.class);
            assertThat(world.unwanted().assess(NAME_NOT_UNIQUE)).isInstanceOf(Leaving.class);
        }

        @Test
        void staysWhileItIsLookedForAgain() {
            assertThat(world.statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.GOING_ON))
                            .assess(NAME_NOT_UNIQUE))
                    .isInstanceOf(Unclear.class);
            assertThat(world.link(2, null, "Other").assess(NAME_NOT_UNIQUE)).isInstanceOf(Unclear.class);
        }

        @Test
        void itsFactsAreTheNameAndTheGenerationNotWhoElseIsThere() {
            var facts = world.finding(NAME_NOT_UNIQUE).facts();

            assertThat(world.used("c-9", "site-2").finding(NAME_NOT_UNIQUE).facts())
                    .isEqualTo(facts);
            world.link(2, null, "Acme")
                    .statusWithoutCompany(2, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_EXISTS_HERE));
            assertThat(world.finding(NAME_NOT_UNIQUE).facts()).isNotEqualTo(facts);
        }
    }
}
