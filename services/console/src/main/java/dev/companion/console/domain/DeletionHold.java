package dev.companion.console.domain;

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
}
