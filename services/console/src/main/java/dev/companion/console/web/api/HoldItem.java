package dev.companion.console.web.api;

import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.TenantSettings.DeletionDecision;
import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletions of one list that need a person's decision.
 *
 * @param setId stands for exactly these rows; a decision names it
 * @param missing number of rows that seem to be deleted
 * @param known number of rows before, these included
 * @param examples names of some of them, at most 20; keys in place of names for users
 * @param since when these rows were first found missing
 * @param decision the decision about exactly these rows; null if there is none
 */
record HoldItem(
        ObservedKind kind,
        String setId,
        int missing,
        int known,
        List<String> examples,
        Instant since,
        @Nullable DecisionItem decision) {

    /** @param approved false: the rows are kept as they are */
    record DecisionItem(boolean approved, String decidedBy, Instant decidedAt) {

        static DecisionItem of(DeletionDecision decision) {
            return new DecisionItem(decision.approved(), decision.decidedBy(), decision.decidedAt());
        }
    }

    static HoldItem of(DeletionHold hold, TenantSettings settings) {
        return new HoldItem(
                hold.kind(),
                hold.setId(),
                hold.missing(),
                hold.known(),
                hold.examples(),
                hold.since(),
                settings.decisionOn(hold).map(DecisionItem::of).orElse(null));
    }
}
