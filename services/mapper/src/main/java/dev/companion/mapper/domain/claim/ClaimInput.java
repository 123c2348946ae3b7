package dev.companion.mapper.domain.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says about a company.
 *
 * @param rootId the company's id in lower case
 * @param since with SEEN, since when the tenant holds its own root; otherwise null
 * @param causedBy the request or claim that it is said for, which the answer repeats; null if the record does not say
 */
public record ClaimInput(
        String rootId,
        String tenantId,
        Statement statement,
        @Nullable Instant since,
        @Nullable String causedBy) {}
