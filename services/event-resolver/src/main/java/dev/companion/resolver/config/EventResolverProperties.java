package dev.companion.resolver.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param upkeepInterval how late the end of a rest may be noticed, and how old a count of a gauge may be
 * @param closedRetention how long a closed discrepancy is shown before it is forgotten
 * @param answerRetention how long the answer to a request is remembered and shown. Longer than the topic of requests
 *     keeps the request itself (30 days and the length of a segment), so that no request is ever decided twice
 */
@ConfigurationProperties("companion.event-resolver")
public record EventResolverProperties(
        @DefaultValue("10s") Duration upkeepInterval,
        @DefaultValue("30d") Duration closedRetention,
        @DefaultValue("40d") Duration answerRetention) {

    private static final Duration REQUEST_RETENTION = Duration.ofDays(30);

    public EventResolverProperties {
        if (!upkeepInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "companion.event-resolver.upkeep-interval: %s (expected: > 0)".formatted(upkeepInterval));
        }
        if (closedRetention.isNegative()) {
            throw new IllegalArgumentException(
                    "companion.event-resolver.closed-retention: %s (expected: >= 0)".formatted(closedRetention));
        }
        if (answerRetention.compareTo(REQUEST_RETENTION) <= 0) {
            throw new IllegalArgumentException("companion.event-resolver.answer-retention: %s (expected: > %s)"
                    .formatted(answerRetention, REQUEST_RETENTION));
        }
    }
}
