package dev.companion.resolver.topology;

import java.time.Duration;

/**
 * @param closedRetention how long a closed discrepancy is shown
 * @param answerRetention how long the answer to a request is remembered, so that a repeat of it is passed over
 */
public record UpkeepPlan(Duration closedRetention, Duration answerRetention) {}
