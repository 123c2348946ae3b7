package dev.companion.console.domain.tenant;

import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;
import java.util.List;

/**
 * Rows of one list that seem to be gone and are too many to be believed without a person.
 *
 * @param setId stands for exactly these rows
 * @param missing how many rows that are
 * @param known how many rows were known before, those among them
 * @param examples names of some of them; keys in place of names for users
 * @param since when a sweep first found so many missing
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
