package dev.companion.resolver.domain.resolution;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about a discrepancy, for the audit trail.
 *
 * @param action a lower-case verb phrase: resolve event, snooze event, assign event or recheck event
 * @param reason as the person gave it; null if none was given
 */
public record AuditNote(
        String action,
        String discrepancyId,
        String before,
        String after,
        @Nullable String reason) {}
