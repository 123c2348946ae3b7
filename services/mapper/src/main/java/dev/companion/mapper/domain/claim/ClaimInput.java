package dev.companion.mapper.domain.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says about a company.
 *
 * @param rootId the company's id in lower case
 * @param since with SEEN, since when the tenant holds its own root; otherwise null
 */
public record ClaimInput(
        String rootId,
        String tenantId,
        Statement statement,
        @Nullable Instant since) {}
