package dev.companion.console.domain.tenant;

import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;

/**
 * Rows of one list that seem to be deleted and are more than the deletion limit allows without a person's approval.
 *
 * @param setId stands for exactly these rows
 * @param missing number of these rows
 * @param known number of rows before, these included
 * @param examples names of some of them; keys in place of names for users
 * @param since when a sweep first found these rows missing
 */
public record DeletionHold(
        ObservedKind kind, String setId, int missing, int known, List<String> examples, Instant since) {

    public DeletionHold {
        examples = List.copyOf(examples);
    }

    /** The noun for so many rows of a list, as in "1 site" or "3 sites", without the number. */
    public static String noun(ObservedKind kind, int count) {
        return switch (kind) {
            case SITES -> count == 1 ? "site" : "sites";
            case USERS -> count == 1 ? "user" : "users";
            case COMPANIES -> count == 1 ? "company" : "companies";
            case UNKNOWN -> count == 1 ? "row" : "rows";
        };
    }
}
