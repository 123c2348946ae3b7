package dev.companion.console.domain.site;

import java.time.Instant;

/**
 * A company that was suspended or activated here, as decided.
 *
 * @param suspended false if it was activated
 * @param at when that was carried out
 */
public record Suspension(String companyId, boolean suspended, Instant at) {}
