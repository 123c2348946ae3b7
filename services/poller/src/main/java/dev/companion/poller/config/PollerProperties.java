package dev.companion.poller.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param interval the shortest time between two sweeps of one list; a quiet list is swept less often, at least every
 *     fifteenth time
 * @param dattoCallsPerMinute our share of one Datto RMM account's quota of 600 reads a minute
 * @param gravityzoneCallsPerSecond our share of one GravityZone key's quota of about 10 calls a second
 * @param concurrentCalls requests under way at once, over all tenants
 * @param connectTimeout for a connection to a vendor
 * @param callTimeout for a whole request to a vendor
 */
@ConfigurationProperties("companion.poller")
public record PollerProperties(
        @DefaultValue("60s") Duration interval,
        @DefaultValue("120") int dattoCallsPerMinute,
        @DefaultValue("2") double gravityzoneCallsPerSecond,
        @DefaultValue("32") int concurrentCalls,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration callTimeout) {

    private static final Duration SHORTEST = Duration.ofMillis(500);

    public PollerProperties {
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "companion.poller.interval: %s (expected: >= %s)".formatted(interval, SHORTEST));
        }
        if (dattoCallsPerMinute < 1 || dattoCallsPerMinute > 600) {
            throw new IllegalArgumentException(
                    "companion.poller.datto-calls-per-minute: %d (expected: 1 to 600)".formatted(dattoCallsPerMinute));
        }
        if (!(gravityzoneCallsPerSecond > 0 && gravityzoneCallsPerSecond <= 10)) {
            throw new IllegalArgumentException(
                    "companion.poller.gravityzone-calls-per-second: %s (expected: more than 0, at most 10)"
                            .formatted(gravityzoneCallsPerSecond));
        }
        if (concurrentCalls < 1) {
            throw new IllegalArgumentException(
                    "companion.poller.concurrent-calls: %d (expected: >= 1)".formatted(concurrentCalls));
        }
    }
}
