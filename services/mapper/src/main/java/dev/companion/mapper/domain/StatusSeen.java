package dev.companion.mapper.domain;

import org.jspecify.annotations.Nullable;

/**
 * What the status of a link says, as far as it matters to what is desired.
 *
 * @param generation of the link that the status speaks of
 * @param removed whether the link was taken apart
 * @param companyId the company in use; null until there is one
 * @param begun whether work on anything was seen to have begun
 * @param packageBegun whether work on the package was
 */
public record StatusSeen(
        long generation, boolean removed, @Nullable String companyId, boolean begun, boolean packageBegun) {}
