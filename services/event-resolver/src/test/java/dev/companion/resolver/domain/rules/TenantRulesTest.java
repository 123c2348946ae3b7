package dev.companion.resolver.domain.rules;

import static dev.companion.vocabulary.DiscrepancyType.CREDENTIALS_FAILING;
import static dev.companion.vocabulary.DiscrepancyType.MASS_DELETION_SUSPECTED;
import static dev.companion.vocabulary.DiscrepancyType.QUOTA_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.TenantWorld;
import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantRulesTest {

    private final TenantWorld world = new TenantWorld();

    private static List<ResolutionAction> actions(Discrepancy discrepancy) {
        return discrepancy.finding().choices().stream().map(Choice::action).toList();
    }

    @Nested
    class Credentials {

        @ParameterizedTest
        @EnumSource(
                value = VendorHealth.State.class,
                names = {"CREDENTIALS_REJECTED", "PERMISSION_MISSING"})
        void opensAfterItsGracePeriodAndNotBefore(VendorHealth.State state) {
            world.health("poller", Vendor.GRAVITYZONE, state);
            assertThat(world.look()).isEmpty();
            assertThat(world.review().nextReview()).isEqualTo(World.START.plusSeconds(15));

            world.after(Duration.ofSeconds(15)).look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
            assertThat(actions(world.only())).containsExactly(ResolutionAction.RETRY, ResolutionAction.IGNORE);
        }

        @Test
        void oneCauseIsOneDiscrepancyHoweverManySitesAndServicesItHits() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .health("provisioner", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .linkedSites(5_000)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.only().affectedSites()).isEqualTo(5_000);
            assertThat(world.only().finding().consequence()).contains("5,000 linked sites");
        }

        @Test
        void aLaterSuccessOfOneServiceOutdatesTheRejectionOfAnother() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .health("provisioner", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.OK).look();
            assertThat(world.open()).as("within the grace period").containsExactly(CREDENTIALS_FAILING);

            world.after(Duration.ofSeconds(15)).look();

            assertThat(world.open()).isEmpty();
        }

        @Test
        void anEarlierSuccessOfOneServiceDoesNotOutdateTheRejectionOfAnother() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.OK)
                    .after(Duration.ofMinutes(1))
                    .look();
            world.health("provisioner", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
        }

        @Test
        void eachVendorHasADiscrepancyOfItsOwn() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .health("poller", Vendor.DATTO_RMM, VendorHealth.State.PERMISSION_MISSING)
                    .after(Duration.ofMinutes(1));

            assertThat(world.look()).hasSize(2);
        }

        @Test
        void closesAfterTheKeyWasAcceptedForTheGracePeriodAndNotBefore() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.OK);
            assertThat(world.look()).isEmpty();
            assertThat(world.review().nextReview()).isEqualTo(world.now().plusSeconds(15));
            world.after(Duration.ofSeconds(15)).look();

            assertThat(world.only().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void aServiceThatOnlyWaitsDoesNotProveThatTheKeyWorks() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.FAILING)
                    .after(Duration.ofHours(1))
                    .look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
        }

        @Test
        void oneServiceThatIsStillRejectedKeepsItOpen() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.OK)
                    .health("provisioner", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
        }

        @Test
        void itsFactsAreWhatIsWrongNotWhoSaysItOrSince() {
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();
            var facts = world.only().finding().facts();

            world.health("provisioner", Vendor.GRAVITYZONE, VendorHealth.State.CREDENTIALS_REJECTED)
                    .look();
            assertThat(world.only().finding().facts()).isEqualTo(facts);
            world.health("poller", Vendor.GRAVITYZONE, VendorHealth.State.PERMISSION_MISSING)
                    .health("provisioner", Vendor.GRAVITYZONE, VendorHealth.State.PERMISSION_MISSING)
                    .look();
            assertThat(world.only().finding().facts()).isNotEqualTo(facts);
        }
    }

    @Nested
    class Quota {

        @Test
        void opensAfterItsGracePeriodAndNotBefore() {
            world.health("poller", Vendor.DATTO_RMM, VendorHealth.State.THROTTLED);
            assertThat(world.after(Duration.ofSeconds(59)).look()).isEmpty();

            world.after(Duration.ofSeconds(1)).look();

            assertThat(world.open()).containsExactly(QUOTA_EXHAUSTED);
            assertThat(actions(world.only())).containsExactly(ResolutionAction.IGNORE);
        }

        @Test
        void closesAfterThereWasQuotaForTheGracePeriodAndNotBefore() {
            world.health("poller", Vendor.DATTO_RMM, VendorHealth.State.THROTTLED)
                    .after(Duration.ofMinutes(1))
                    .look();

            world.health("poller", Vendor.DATTO_RMM, VendorHealth.State.OK);
            assertThat(world.after(Duration.ofSeconds(59)).look()).isEmpty();
            world.after(Duration.ofSeconds(1)).look();

            assertThat(world.only().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void saysHowMuchTheVendorCounted() {
            world.health("poller", Vendor.DATTO_RMM, VendorHealth.State.THROTTLED, 599, 600)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.only().finding().summary()).endsWith("It counted 599 of 600 calls.");
        }

        @Test
        void itsFactsAreNotTheCountOfTheMoment() {
            world.health("poller", Vendor.DATTO_RMM, VendorHealth.State.THROTTLED, 599, 600)
                    .after(Duration.ofMinutes(1))
                    .look();
            var facts = world.only().finding().facts();

            world.health("poller", Vendor.DATTO_RMM, VendorHealth.State.THROTTLED, 600, 600)
                    .look();

            assertThat(world.only().finding().facts()).isEqualTo(facts);
        }
    }

    @Nested
    class MassDeletion {

        private final DeletionHold hold = new DeletionHold(
                ObservedKind.COMPANIES, "set-1", 40, 50, List.of("Acme", "Bolt", "Cord", "Dent"), World.START);

        @Test
        void opensWhenRowsAreHeldBackAndProposesToKeepThem() {
            world.hold(hold).look();

            assertThat(world.open()).containsExactly(MASS_DELETION_SUSPECTED);
            assertThat(world.only().finding().summary())
                    .isEqualTo("40 of 50 companies seem to have been deleted at once, which is more than the "
                            + "deletion limit allows. Among them: Acme, Bolt, Cord.");
            assertThat(actions(world.only()))
                    .containsExactly(ResolutionAction.REJECT, ResolutionAction.APPROVE, ResolutionAction.IGNORE);
        }

        @Test
        void closesWhenNothingIsHeldBackOrTheseWereRejected() {
            world.hold(hold).look();
            world.noHold().look();
            assertThat(world.only().state()).isEqualTo(State.CLOSED);

            world.hold(hold).look();
            world.decided(ObservedKind.COMPANIES, "set-1", false).look();
            assertThat(world.only().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void staysWhileAnApprovalIsBeingConfirmed() {
            world.hold(hold).look();

            world.decided(ObservedKind.COMPANIES, "set-1", true);

            assertThat(world.look()).isEmpty();
            assertThat(world.open()).containsExactly(MASS_DELETION_SUSPECTED);
        }

        @Test
        void aDecisionAboutAnotherSetIsIgnored() {
            world.decided(ObservedKind.COMPANIES, "set-0", false).hold(hold).look();

            assertThat(world.open()).containsExactly(MASS_DELETION_SUSPECTED);
        }

        @Test
        void itsFactsAreTheSet() {
            world.hold(hold).look();
            var facts = world.only().finding().facts();

            world.hold(new DeletionHold(ObservedKind.COMPANIES, "set-1", 40, 51, List.of(), World.START))
                    .look();
            assertThat(world.only().finding().facts()).isEqualTo(facts);
            world.hold(new DeletionHold(ObservedKind.COMPANIES, "set-2", 41, 50, List.of(), World.START))
                    .look();
            assertThat(world.only().finding().facts()).isNotEqualTo(facts);
        }
    }
}
