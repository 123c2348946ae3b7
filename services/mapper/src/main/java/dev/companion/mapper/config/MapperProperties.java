package dev.companion.mapper.config;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the mapper.
 *
 * @param answerRetention how long the result of a request is kept and shown. Longer than the request topic keeps the
 *     request itself (30 days and the length of a segment), so that no request is ever decided twice
 * @param actAfter how long no site and no company of a tenant may have changed before a rule makes a link of a
 *     suggestion. Longer than a list that is being read may pause for a vendor's quota, which is counted by the minute
 * @param abandonedTenants tenants that hold no root company any more, because no administrator can sign in to release it
 */
@ConfigurationProperties("companion.mapper")
public record MapperProperties(
        @DefaultValue("40d") Duration answerRetention,
        @DefaultValue("2m") Duration actAfter,
        @DefaultValue Set<String> abandonedTenants) {

    private static final Duration REQUEST_RETENTION = Duration.ofDays(30);
    private static final Duration ACT_AFTER_MIN = Duration.ofSeconds(1);

    public MapperProperties {
        if (answerRetention.compareTo(REQUEST_RETENTION) <= 0) {
            throw new IllegalArgumentException("companion.mapper.answer-retention: %s (expected: > %s)"
                    .formatted(answerRetention, REQUEST_RETENTION));
        }
        if (actAfter.compareTo(ACT_AFTER_MIN) < 0) {
            throw new IllegalArgumentException(
                    "companion.mapper.act-after: %s (expected: >= %s)".formatted(actAfter, ACT_AFTER_MIN));
        }
    }
}
