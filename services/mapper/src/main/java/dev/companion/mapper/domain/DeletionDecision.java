package dev.companion.mapper.domain;

import java.time.Instant;

/**
 * What a person decided about a held set of deletions.
 *
 * @param setId exactly which set
 * @param approved false keeps the rows as they are
 * @param decidedBy last four characters of the key that signed in
 * @param decidedAt when it was asked for
 */
public record DeletionDecision(
        ObservedKind kind, String setId, boolean approved, String decidedBy, Instant decidedAt) {}
