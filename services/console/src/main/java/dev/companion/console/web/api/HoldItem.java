package dev.companion.console.web.api;

import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.TenantSettings.DeletionDecision;
import dev.companion.console.domain.tenant.User;
import dev.companion.console.view.TenantView;
import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletions of one list that need a person's decision.
 *
 * @param kind the list that they are of
 * @param setId stands for exactly these rows; a decision names it
 * @param missing number of rows that seem to be deleted
 * @param known number of rows before, these included
 * @param examples names of some of them, at most 20; keys in place of names for users
 * @param names the same with the names of users, as far as they are known
 * @param since when these rows were first found missing
 * @param decision the decision about exactly these rows; null if there is none
 */
public record HoldItem(
        ObservedKind kind,
        String setId,
        int missing,
        int known,
        List<String> examples,
        List<String> names,
        Instant since,
        @Nullable DecisionItem decision) {

    /**
     * A decision on held deletions.
     *
     * @param approved whether the deletions are published; false: the rows are kept as they are
     * @param decidedBy last four characters of the API key that decided
     * @param decidedAt when it was decided
     */
    public record DecisionItem(boolean approved, String decidedBy, Instant decidedAt) {

        static DecisionItem of(DeletionDecision decision) {
            return new DecisionItem(decision.approved(), decision.decidedBy(), decision.decidedAt());
        }
    }

    static HoldItem of(DeletionHold hold, TenantSettings settings, TenantView tenant) {
        return new HoldItem(
                hold.kind(),
                hold.setId(),
                hold.missing(),
                hold.known(),
                hold.examples(),
                names(hold, tenant),
                hold.since(),
                settings.decisionOn(hold).map(DecisionItem::of).orElse(null));
    }

    /** The names of the examples; a user without a known name keeps the key. */
    public static List<String> names(DeletionHold hold, TenantView tenant) {
        return hold.kind() == ObservedKind.USERS
                ? hold.examples().stream().map(key -> userName(key, tenant)).toList()
                : hold.examples();
    }

    private static String userName(String userKey, TenantView tenant) {
        return tenant.findUser(userKey)
                .map(User::name)
                .filter(name -> !name.isEmpty())
                .orElse(userKey);
    }
}
