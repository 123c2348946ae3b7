package dev.companion.resolver.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the event resolver.
 *
 * @param closedRetention how long a closed discrepancy is shown before it is deleted
 * @param answerRetention how long an answered request is remembered and its result shown. Longer than the topic of
 *     requests keeps the request itself (30 days and the length of a segment), so that no request is decided twice
 * @param credentialsGrace how long a key must be rejected, or accepted again, before that is reported
 * @param quotaGrace how long a quota must be exhausted, or have room again, before that is reported
 * @param unknownGrace how long the outcome of a call must be unknown before that is reported
 * @param actionGrace how long an action may go without any report before it counts as failed
 */
@ConfigurationProperties("companion.event-resolver")
public record EventResolverProperties(
        @DefaultValue("30d") Duration closedRetention,
        @DefaultValue("40d") Duration answerRetention,
        @DefaultValue("15s") Duration credentialsGrace,
        @DefaultValue("1m") Duration quotaGrace,
        @DefaultValue("3m") Duration unknownGrace,
        @DefaultValue("20m") Duration actionGrace) {

    private static final Duration REQUEST_RETENTION = Duration.ofDays(30);

    public EventResolverProperties {
        notNegative("closed-retention", closedRetention);
        if (answerRetention.compareTo(REQUEST_RETENTION) <= 0) {
            throw new IllegalArgumentException("companion.event-resolver.answer-retention: %s (expected: > %s)"
                    .formatted(answerRetention, REQUEST_RETENTION));
        }
        notNegative("credentials-grace", credentialsGrace);
        notNegative("quota-grace", quotaGrace);
        notNegative("unknown-grace", unknownGrace);
        notNegative("action-grace", actionGrace);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "companion.event-resolver.%s: %s (expected: >= 0)".formatted(name, value));
        }
    }
}
