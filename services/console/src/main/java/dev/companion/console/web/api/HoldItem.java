package dev.companion.console.web.api;

import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.TenantSettings.DeletionDecision;
import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletions of one list that wait for a person.
 *
 * @param setId stands for exactly these rows; a decision names it
 * @param missing how many rows seem to be gone
 * @param known how many were known before, those among them
 * @param examples names of some of them, at most 20; keys in place of names for users
 * @param since when so many were first found missing
 * @param decision what was decided about exactly these rows; null while nobody did
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
