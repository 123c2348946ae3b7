package dev.companion.resolver.domain;

import static dev.companion.resolver.domain.DiscrepancyType.CREDENTIALS_FAILING;
import static dev.companion.resolver.domain.DiscrepancyType.MASS_DELETION_SUSPECTED;
import static dev.companion.resolver.domain.DiscrepancyType.QUOTA_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantRulesTest {

    private final TenantWorld world = new TenantWorld();

    private static List<Action> actions(Discrepancy discrepancy) {
        return discrepancy.finding().choices().stream().map(Choice::action).toList();
    }

    @Nested
    class Credentials {

        @ParameterizedTest
        @EnumSource(
                value = Health.State.class,
                names = {"CREDENTIALS_REJECTED", "PERMISSION_MISSING"})
        void opensAfterItsPatienceAndNotBefore(Health.State state) {
            world.health("poller", Vendor.GRAVITYZONE, state);
            assertThat(world.look()).isEmpty();
            assertThat(world.review().lookAgainAt()).isEqualTo(World.START.plusSeconds(15));

            world.after(Duration.ofSeconds(15)).look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
            assertThat(actions(world.only())).containsExactly(Action.RETRY, Action.IGNORE);
        }

        @Test
        void oneCauseIsOneDiscrepancyHoweverManySitesAndServicesItHits() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .health("provisioner", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .linkedSites(5_000)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.only().affectedSites()).isEqualTo(5_000);
            assertThat(world.only().finding().consequence()).contains("5,000 linked sites");
        }

        @Test
        void thatOneServiceIsAcceptedAgainIsNewerThanThatAnotherWasRejected() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .health("provisioner", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();
            world.health("poller", Vendor.GRAVITYZONE, Health.State.OK).look();
            assertThat(world.open()).as("before its patience").containsExactly(CREDENTIALS_FAILING);

            world.after(Duration.ofSeconds(15)).look();

            assertThat(world.open()).isEmpty();
        }

        @Test
        void thatOneServiceWasAcceptedBeforeSaysNothingOfAKeyThatIsRejectedNow() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.OK)
                    .after(Duration.ofMinutes(1))
                    .look();
            world.health("provisioner", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
        }

        @Test
        void eachVendorHasItsOwn() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .health("poller", Vendor.DATTO_RMM, Health.State.PERMISSION_MISSING)
                    .after(Duration.ofMinutes(1));

            assertThat(world.look()).hasSize(2);
        }

        @Test
        void closesAfterTheKeyHasBeenAcceptedForAsLongAndNotBefore() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            world.health("poller", Vendor.GRAVITYZONE, Health.State.OK);
            assertThat(world.look()).isEmpty();
            assertThat(world.review().lookAgainAt()).isEqualTo(world.now().plusSeconds(15));
            world.after(Duration.ofSeconds(15)).look();

            assertThat(world.only().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void whoIsMerelyHeldUpDoesNotKnowThatTheKeyWorks() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            world.health("poller", Vendor.GRAVITYZONE, Health.State.FAILING)
                    .after(Duration.ofHours(1))
                    .look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
        }

        @Test
        void oneServiceThatIsStillRejectedKeepsItOpen() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.OK)
                    .health("provisioner", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.open()).containsExactly(CREDENTIALS_FAILING);
        }

        @Test
        void itsFactsAreWhatIsWrongNotWhoSaysItOrSince() {
            world.health("poller", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .after(Duration.ofMinutes(1))
                    .look();
            var facts = world.only().finding().facts();

            world.health("provisioner", Vendor.GRAVITYZONE, Health.State.CREDENTIALS_REJECTED)
                    .look();
            assertThat(world.only().finding().facts()).isEqualTo(facts);
            world.health("poller", Vendor.GRAVITYZONE, Health.State.PERMISSION_MISSING)
                    .health("provisioner", Vendor.GRAVITYZONE, Health.State.PERMISSION_MISSING)
                    .look();
            assertThat(world.only().finding().facts()).isNotEqualTo(facts);
        }
    }

    @Nested
    class Quota {

        @Test
        void opensAfterItsPatienceAndNotBefore() {
            world.health("poller", Vendor.DATTO_RMM, Health.State.THROTTLED);
            assertThat(world.after(Duration.ofSeconds(59)).look()).isEmpty();

            world.after(Duration.ofSeconds(1)).look();

            assertThat(world.open()).containsExactly(QUOTA_EXHAUSTED);
            assertThat(actions(world.only())).containsExactly(Action.IGNORE);
        }

        @Test
        void closesAfterThereHasBeenRoomForAsLongAndNotBefore() {
            world.health("poller", Vendor.DATTO_RMM, Health.State.THROTTLED)
                    .after(Duration.ofMinutes(1))
                    .look();

            world.health("poller", Vendor.DATTO_RMM, Health.State.OK);
            assertThat(world.after(Duration.ofSeconds(59)).look()).isEmpty();
            world.after(Duration.ofSeconds(1)).look();

            assertThat(world.only().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void saysHowMuchTheVendorCounted() {
            world.health("poller", Vendor.DATTO_RMM, Health.State.THROTTLED, 599, 600)
                    .after(Duration.ofMinutes(1))
                    .look();

            assertThat(world.only().finding().summary()).endsWith("It counted 599 of 600 calls.");
        }

        @Test
        void itsFactsAreNotTheCountOfTheMoment() {
            world.health("poller", Vendor.DATTO_RMM, Health.State.THROTTLED, 599, 600)
                    .after(Duration.ofMinutes(1))
                    .look();
            var facts = world.only().finding().facts();

            world.health("poller", Vendor.DATTO_RMM, Health.State.THROTTLED, 600, 600)
                    .look();

            assertThat(world.only().finding().facts()).isEqualTo(facts);
        }
    }

    @Nested
    class MassDeletion {

        private final Hold hold =
                new Hold("COMPANIES", "set-1", 40, 50, List.of("Acme", "Bolt", "Cord", "Dent"), World.START);

        @Test
        void opensWhenRowsAreHeldBackAndProposesToKeepThem() {
            world.hold(hold).look();

            assertThat(world.open()).containsExactly(MASS_DELETION_SUSPECTED);
            assertThat(world.only().finding().summary())
                    .isEqualTo("40 of 50 companies seem to have been deleted at once, which is more than is believed "
                            + "without you. Among them: Acme, Bolt, Cord.");
            assertThat(actions(world.only())).containsExactly(Action.REJECT, Action.APPROVE, Action.IGNORE);
        }

        @Test
        void closesWhenNothingIsHeldBackOrTheseWereTurnedDown() {
            world.hold(hold).look();
            world.noHold().look();
            assertThat(world.only().state()).isEqualTo(State.CLOSED);

            world.hold(hold).look();
            world.decided("COMPANIES", "set-1", false).look();
            assertThat(world.only().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void staysWhileAnApprovalIsBeingConfirmed() {
            world.hold(hold).look();

            world.decided("COMPANIES", "set-1", true);

            assertThat(world.look()).isEmpty();
            assertThat(world.open()).containsExactly(MASS_DELETION_SUSPECTED);
        }

        @Test
        void aDecisionAboutAnotherSetSaysNothing() {
            world.decided("COMPANIES", "set-0", false).hold(hold).look();

            assertThat(world.open()).containsExactly(MASS_DELETION_SUSPECTED);
        }

        @Test
        void itsFactsAreTheVerySet() {
            world.hold(hold).look();
            var facts = world.only().finding().facts();

            world.hold(new Hold("COMPANIES", "set-1", 40, 51, List.of(), World.START))
                    .look();
            assertThat(world.only().finding().facts()).isEqualTo(facts);
            world.hold(new Hold("COMPANIES", "set-2", 41, 50, List.of(), World.START))
                    .look();
            assertThat(world.only().finding().facts()).isNotEqualTo(facts);
        }
    }
}
