package dev.companion.resolver.domain.rules;

import static dev.companion.resolver.domain.World.fails;
import static dev.companion.resolver.domain.World.holds;
import static dev.companion.vocabulary.DiscrepancyType.OUTCOME_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.resolver.domain.World;
import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeRulesTest {

    private final World world =
            World.wanting("Acme").statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.OUTCOME_UNKNOWN));

    @Test
    void opensAfterItsGracePeriodAndNotBefore() {
        assertThat(world.look()).isEmpty();
        assertThat(world.review().nextReview()).isEqualTo(World.START.plus(Duration.ofMinutes(3)));

        world.after(Duration.ofMinutes(3)).look();

        assertThat(world.open()).containsExactly(OUTCOME_UNKNOWN);
        assertThat(actions(world.standing(OUTCOME_UNKNOWN).finding()))
                .containsExactly(ResolutionAction.RETRY, ResolutionAction.CREATE, ResolutionAction.IGNORE);
    }

    @Test
    void opensAtOnceIfTheProvisionerStoppedLooking() {
        world.statusWithoutCompany(1, Phase.ATTENTION, fails(Aspect.COMPANY, Reason.OUTCOME_UNKNOWN))
                .look();

        assertThat(world.open()).containsExactly(OUTCOME_UNKNOWN);
    }

    @Test
    void offersAFreeCompanyWithTheName() {
        assertThat(actions(world.company("c-9", "Acme").finding(OUTCOME_UNKNOWN)))
                .containsExactly(
                        ResolutionAction.RETRY,
                        ResolutionAction.ASSOCIATE,
                        ResolutionAction.CREATE,
                        ResolutionAction.IGNORE);
    }

    @Test
    void aPackageOffersOnlyToTryAgain() {
        world.status(1, Phase.WORKING, holds(Aspect.COMPANY), fails(Aspect.PACKAGE, Reason.OUTCOME_UNKNOWN));

        assertThat(actions(world.finding(OUTCOME_UNKNOWN)))
                .containsExactly(ResolutionAction.RETRY, ResolutionAction.IGNORE);
    }

    @Test
    void closesWhenTheOutcomeIsKnown() {
        world.after(Duration.ofMinutes(3)).look();

        world.status(1, Phase.WORKING, holds(Aspect.COMPANY), fails(Aspect.PACKAGE, Reason.IN_PROGRESS))
                .look();

        assertThat(world.open()).isEmpty();
    }

    @Test
    void staysWhileTheVendorIsUnavailableAndWhileTheLinkIsBeingChanged() {
        world.after(Duration.ofMinutes(3)).look();

        world.statusWithoutCompany(1, Phase.WORKING, fails(Aspect.COMPANY, Reason.WAITING));
        assertThat(world.assess(OUTCOME_UNKNOWN)).isInstanceOf(Unclear.class);
        assertThat(world.link(2, null, "Acme").assess(OUTCOME_UNKNOWN)).isInstanceOf(Unclear.class);
        assertThat(world.unwanted().assess(OUTCOME_UNKNOWN)).isInstanceOf(Unlinking.class);
    }

    @Test
    void itsFactsAreTheGenerationAndWhatHasAnUnknownOutcome() {
        var facts = world.finding(OUTCOME_UNKNOWN).facts();

        assertThat(world.site("Acme Bergen").finding(OUTCOME_UNKNOWN).facts()).isEqualTo(facts);
        world.status(1, Phase.WORKING, holds(Aspect.COMPANY), fails(Aspect.PACKAGE, Reason.OUTCOME_UNKNOWN));
        assertThat(world.finding(OUTCOME_UNKNOWN).facts()).isNotEqualTo(facts);
    }

    private static List<ResolutionAction> actions(Finding finding) {
        return finding.choices().stream().map(Choice::action).toList();
    }
}
