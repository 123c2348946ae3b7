package dev.companion.mapper.domain.link;

import org.jspecify.annotations.Nullable;

/**
 * The part of a link's status that matters to what is desired.
 *
 * @param generation the generation of the link that the status is about
 * @param removed whether the link is removed
 * @param companyId the company in use; null until there is one
 * @param begun whether work on anything has begun
 * @param packageBegun whether work on the package has begun
 */
public record LinkStatus(
        long generation, boolean removed, @Nullable String companyId, boolean begun, boolean packageBegun) {}
