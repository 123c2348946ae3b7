package dev.companion.resolver.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param closedRetention how long a closed discrepancy is shown before it is forgotten
 * @param answerRetention how long the answer to a request is remembered and shown. Longer than the topic of requests
 *     keeps the request itself (30 days and the length of a segment), so that no request is ever decided twice
 * @param credentialsPatience how long a key is rejected, or accepted again, before that is told
 * @param quotaPatience how long a quota has no room, or has room again, before that is told
 * @param unknownPatience how long nobody knows whether a call took effect before that is told
 * @param orderPatience how long an action of which nothing is heard is waited for
 */
@ConfigurationProperties("companion.event-resolver")
public record EventResolverProperties(
        @DefaultValue("30d") Duration closedRetention,
        @DefaultValue("40d") Duration answerRetention,
        @DefaultValue("15s") Duration credentialsPatience,
        @DefaultValue("1m") Duration quotaPatience,
        @DefaultValue("3m") Duration unknownPatience,
        @DefaultValue("20m") Duration orderPatience) {

    private static final Duration REQUEST_RETENTION = Duration.ofDays(30);

    public EventResolverProperties {
        notNegative("closed-retention", closedRetention);
        if (answerRetention.compareTo(REQUEST_RETENTION) <= 0) {
            throw new IllegalArgumentException("companion.event-resolver.answer-retention: %s (expected: > %s)"
                    .formatted(answerRetention, REQUEST_RETENTION));
        }
        notNegative("credentials-patience", credentialsPatience);
        notNegative("quota-patience", quotaPatience);
        notNegative("unknown-patience", unknownPatience);
        notNegative("order-patience", orderPatience);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "companion.event-resolver.%s: %s (expected: >= 0)".formatted(name, value));
        }
    }
}
