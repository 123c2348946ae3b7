package dev.companion.resolver.domain;

import java.time.Duration;

/**
 * How long old entries are kept.
 *
 * @param closed how long a closed discrepancy is shown
 * @param answers how long an answered request is remembered, so that a repeat is ignored
 */
public record RetentionPeriods(Duration closed, Duration answers) {}
