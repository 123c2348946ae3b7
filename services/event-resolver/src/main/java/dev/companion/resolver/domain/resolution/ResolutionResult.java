package dev.companion.resolver.domain.resolution;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import org.jspecify.annotations.Nullable;

/** What a request to resolve a discrepancy leads to. */
public sealed interface ResolutionResult {

    /**
     * @param after the discrepancy from now on
     * @param command to the mapper; null if the mapper has nothing to do
     */
    record Accepted(Discrepancy after, @Nullable MapperCommand command, AuditNote note) implements ResolutionResult {}

    /** @param reason in a sentence for people; nothing changes */
    record Refused(String reason) implements ResolutionResult {}
}
