package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static dev.companion.vocabulary.DiscrepancyType.COMPANY_SUSPENDED;
import static dev.companion.vocabulary.DiscrepancyType.DESTINATION_CREATION;
import static dev.companion.vocabulary.DiscrepancyType.DESTINATION_DELETED;
import static dev.companion.vocabulary.DiscrepancyType.NAME_NOT_UNIQUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DestinationRulesTest {

    private static List<ResolutionAction> actions(Finding finding) {
        return finding.choices().stream().map(Choice::action).toList();
    }

    private static List<ResolutionAction> impossible(Finding finding) {
        return finding.unavailable().stream().map(UnavailableAction::action).toList();
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
            assertThat(actions(finding))
                    .containsExactly(ResolutionAction.CREATE, ResolutionAction.RETRY, ResolutionAction.IGNORE);
            assertThat(finding.choices().getFirst().needsName()).isTrue();
        }

        @Test
        void recommendsNoSecondCompanyWhereTheFormerOneMayHaveTheName() {
            var former = World.ready();
            former.look();
            former.companyGone(World.ACME)
                    .link(2, null, "Acme Oslo")
                    .statusWithoutCompany(2, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.NAME_TAKEN_ELSEWHERE))
                    .look();

            assertThat(actions(former.standing(DESTINATION_CREATION).finding()))
                    .containsExactly(ResolutionAction.RETRY, ResolutionAction.CREATE, ResolutionAction.IGNORE);
        }

        @Test
        void closesWhenTheCompanyExistsOrSomethingElseBlocksTheLink() {
            assertThat(world.status(1, Phase.WORKING, holds(Aspect.COMPANY)).assess(DESTINATION_CREATION))
                    .isInstanceOf(Absent.class);
            assertThat(world.statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.BLOCKED))
                            .assess(DESTINATION_CREATION))
                    .isInstanceOf(Absent.class);
            assertThat(world.link(2, World.ACME, null).assess(DESTINATION_CREATION))
                    .isInstanceOf(Absent.class);
            assertThat(world.unwanted().assess(DESTINATION_CREATION)).isInstanceOf(Unlinking.class);
            assertThat(world.linkGone().assess(DESTINATION_CREATION)).isInstanceOf(Absent.class);
        }

        @Test
        void staysWhileTheFactsAreUnclear() {
            world.look();

            world.statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.WAITING));
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
        void opensWhenItIsNotListedAndTheVendorSaysThatItIsGone() {
            deleted().look();

            assertThat(world.open()).containsExactly(DESTINATION_DELETED);
            var finding = world.standing(DESTINATION_DELETED).finding();
            assertThat(finding.title()).isEqualTo("Company deleted");
            assertThat(actions(finding))
                    .containsExactly(ResolutionAction.RECREATE, ResolutionAction.UNLINK, ResolutionAction.IGNORE);
            assertThat(finding.choices().getFirst().proposedName()).isEqualTo("Acme Oslo");
            assertThat(finding.choices().getFirst().needsName()).isFalse();
            assertThat(impossible(finding)).isEmpty();
        }

        @Test
        void saysThatItIsNoLongerReachableIfTheVendorDoesNotSayWhy() {
            world.status(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.COMPANY_UNREACHABLE))
                    .look();

            var finding = world.standing(DESTINATION_DELETED).finding();
            assertThat(finding.title()).isEqualTo("Company no longer reachable");
            assertThat(finding.summary()).contains("The API does not say which");
            assertThat(impossible(finding)).containsExactly(ResolutionAction.MOVE);
            assertThat(actions(finding))
                    .as("nothing that makes a twin is recommended while the company may exist")
                    .containsExactly(ResolutionAction.UNLINK, ResolutionAction.RECREATE, ResolutionAction.IGNORE);
            assertThat(finding.recommends(ResolutionAction.RECREATE)).isFalse();
        }

        @Test
        void oneOfTheTwoAloneOpensNothing() {
            assertThat(world.assess(DESTINATION_DELETED)).isInstanceOf(Absent.class);
            assertThat(deleted().company(World.ACME, "Acme Oslo").assess(DESTINATION_DELETED))
                    .isInstanceOf(Absent.class);
        }

        @Test
        void staysWhileTheVendorIsUnavailableAndWhileTheLinkIsBeingChanged() {
            deleted().look();

            world.status(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.WAITING));
            assertThat(world.assess(DESTINATION_DELETED)).isInstanceOf(Unclear.class);
            assertThat(world.link(2, null, "Acme Oslo").assess(DESTINATION_DELETED))
                    .isInstanceOf(Unclear.class);
        }

        @Test
        void closesWhenTheSiteHasACompanyAgainOrIsUnlinked() {
            deleted().look();
            assertThat(world.status(1, Phase.WORKING, holds(Aspect.COMPANY)).assess(DESTINATION_DELETED))
                    .isInstanceOf(Absent.class);
            assertThat(world.unwanted().assess(DESTINATION_DELETED)).isInstanceOf(Unlinking.class);
            world.linkGone().look();
            assertThat(world.open()).isEmpty();
        }

        @Test
        void certaintyIsAnotherFact() {
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
        void opensWhenThatWasNotDecidedHere() {
            world.look();

            assertThat(world.open()).containsExactly(COMPANY_SUSPENDED);
            assertThat(actions(world.standing(COMPANY_SUSPENDED).finding()))
                    .containsExactly(
                            ResolutionAction.ACTIVATE,
                            ResolutionAction.UNLINK,
                            ResolutionAction.KEEP,
                            ResolutionAction.IGNORE);
        }

        @Test
        void isAbsentIfItWasDecidedHereBeforeAndAfterItIsVerified() {
            var decided = World.ready().decided("r-s", CompanyAction.SUSPEND, null);

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
                    .as("suspended here, although the link was changed later")
                    .isEmpty();
        }

        @Test
        void closesWhenItIsActiveOrNotVisible() {
            world.look();
            world.companyNoLongerReachable();
            assertThat(world.assess(COMPANY_SUSPENDED)).isInstanceOf(Absent.class);
            world.companySuspended(false).look();
            assertThat(world.open()).isEmpty();
        }

        @Test
        void closesOnceItsActivationIsVerifiedAlthoughTheInventoryIsOlder() {
            world.look();
            var readBack = new LinkStatus.Condition(
                    Aspect.ORDER,
                    LinkStatus.ConditionStatus.TRUE,
                    Reason.IN_PROGRESS,
                    null,
                    world.now().plusSeconds(60));

            world.decided("r-a", CompanyAction.ACTIVATE, null)
                    .status(2, Phase.READY, holds(Aspect.COMPANY), readBack)
                    .look();

            assertThat(world.open()).isEmpty();
            world.after(Duration.ofHours(1)).companySuspended(true).look();
            assertThat(world.open()).as("suspended again").containsExactly(COMPANY_SUSPENDED);
        }

        @Test
        void isAbsentIfMachinesAreCountedBeforeTheInventoryShowsTheSuspension() {
            var decided = World.ready().decided("r-s", CompanyAction.SUSPEND, null);
            decided.status(
                            2,
                            Phase.READY,
                            holds(Aspect.COMPANY),
                            doneAt(decided.now().plusSeconds(60)))
                    .look();
            counted(decided, 3).look();

            assertThat(decided.after(Duration.ofMinutes(10))
                            .companySuspended(true)
                            .look())
                    .isEmpty();
            decided.after(Duration.ofHours(1)).companySuspended(false).look();
            decided.after(Duration.ofHours(1)).companySuspended(true).look();
            assertThat(decided.open())
                    .as("activated and suspended by another since")
                    .containsExactly(COMPANY_SUSPENDED);
        }

        @Test
        void staysClosedIfMachinesAreCountedBeforeTheInventoryShowsTheActivation() {
            world.look();
            world.decided("r-a", CompanyAction.ACTIVATE, null)
                    .status(
                            2,
                            Phase.READY,
                            holds(Aspect.COMPANY),
                            doneAt(world.now().plusSeconds(60)))
                    .look();
            assertThat(world.open()).isEmpty();

            counted(world, 3).look();

            assertThat(world.open()).isEmpty();
            world.after(Duration.ofHours(1)).companySuspended(true).look();
            assertThat(world.open()).as("suspended again").containsExactly(COMPANY_SUSPENDED);
        }

        private static World counted(World world, long generation) {
            return world.decided("r-c", CompanyAction.COUNT, null)
                    .status(generation, Phase.READY, holds(Aspect.COMPANY), doneAt(world.now()));
        }

        private static LinkStatus.Condition doneAt(Instant readBack) {
            return new LinkStatus.Condition(
                    Aspect.ORDER, LinkStatus.ConditionStatus.TRUE, Reason.IN_PROGRESS, null, readBack);
        }

        @Test
        void staysWhileASuspensionIsInProgress() {
            world.look();

            assertThat(world.decided("r-s", CompanyAction.SUSPEND, null).assess(COMPANY_SUSPENDED))
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
                    .containsExactly(ResolutionAction.ASSOCIATE, ResolutionAction.CREATE, ResolutionAction.IGNORE);
        }

        @Test
        void saysWhyTheCompanyCannotBeLinkedIfItIsNotFree() {
            assertThat(world.used("c-9", "site-2").finding(NAME_NOT_UNIQUE)).satisfies(finding -> {
                assertThat(actions(finding)).containsExactly(ResolutionAction.CREATE, ResolutionAction.IGNORE);
                assertThat(finding.reasonAgainst(ResolutionAction.ASSOCIATE).orElseThrow())
                        .contains("linked to another site, is not a customer, or is not visible");
            });
            world.used("c-9");
            assertThat(actions(world.company("c-10", "acme").finding(NAME_NOT_UNIQUE)))
                    .as("two with the name")
                    .doesNotContain(ResolutionAction.ASSOCIATE);
        }

        @Test
        void closesWhenNoOtherCompanyBlocksTheLink() {
            assertThat(world.status(1, Phase.WORKING, holds(Aspect.COMPANY)).assess(NAME_NOT_UNIQUE))
                    .isInstanceOf(Absent.class);
            assertThat(world.link(2, "c-9", null).assess(NAME_NOT_UNIQUE)).isInstanceOf(Absent.class);
            assertThat(world.unwanted().assess(NAME_NOT_UNIQUE)).isInstanceOf(Unlinking.class);
        }

        @Test
        void staysWhileTheProvisionerLooksAgain() {
            assertThat(world.statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.IN_PROGRESS))
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
