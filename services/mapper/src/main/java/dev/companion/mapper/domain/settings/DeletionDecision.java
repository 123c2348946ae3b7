package dev.companion.mapper.domain.settings;

import dev.companion.vocabulary.ObservedKind;
import java.time.Instant;

/**
 * A person's decision about a held set of deletions.
 *
 * @param setId exactly which set
 * @param approved false keeps the rows
 * @param decidedBy last four characters of the key that signed in
 * @param decidedAt when the person requested it
 */
public record DeletionDecision(
        ObservedKind kind, String setId, boolean approved, String decidedBy, Instant decidedAt) {}
