package dev.companion.mapper.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param answerRetention how long the answer to a request is remembered and shown. Longer than the topic of requests
 *     keeps the request itself (30 days and the length of a segment), so that no request is ever decided twice
 */
@ConfigurationProperties("companion.mapper")
public record MapperProperties(@DefaultValue("40d") Duration answerRetention) {

    private static final Duration REQUEST_RETENTION = Duration.ofDays(30);

    public MapperProperties {
        if (answerRetention.compareTo(REQUEST_RETENTION) <= 0) {
            throw new IllegalArgumentException("companion.mapper.answer-retention: %s (expected: > %s)"
                    .formatted(answerRetention, REQUEST_RETENTION));
        }
    }
}
