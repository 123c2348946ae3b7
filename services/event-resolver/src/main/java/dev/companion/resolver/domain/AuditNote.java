package dev.companion.resolver.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a discrepancy.
 *
 * @param action a lower-case verb phrase from the closed list of this service
 * @param why as the person gave it; null where no reason was given
 */
public record AuditNote(
        String action,
        String discrepancyId,
        String before,
        String after,
        @Nullable String why) {}
