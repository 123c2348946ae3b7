package dev.companion.console.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of the console.
 *
 * @param secureCookies false only for plain http by another name than localhost, or for Safari on http://localhost
 * @param patience how long the response to a save waits for its effect before it returns a task instead
 * @param session limits of a session
 * @param planning basis for estimates of how long work takes
 * @param probing the console's own share of the vendors' quotas, for sign-ins and for tests of credentials
 * @param demo content of the sign-in form; only for a demo with simulated vendors
 * @param movedAccounts {@code accountUid=origin} for each account that Datto has moved to another platform
 */
@ConfigurationProperties("companion.console")
record ConsoleProperties(
        @DefaultValue("true") boolean secureCookies,
        @DefaultValue("5s") Duration patience,
        @DefaultValue Session session,
        @DefaultValue Planning planning,
        @DefaultValue Probing probing,
        @DefaultValue Demo demo,
        @DefaultValue List<String> movedAccounts) {

    private static final Duration REPROBE_MAX = Duration.ofMinutes(5);

    /**
     * @param idle until an unused session ends
     * @param absolute until a session ends, whether or not it is used
     * @param reprobe between checks with Datto RMM that the person is still an administrator
     */
    record Session(
            @DefaultValue("30m") Duration idle,
            @DefaultValue("8h") Duration absolute,
            @DefaultValue("5m") Duration reprobe) {

        Session {
            if (!idle.isPositive()) {
                throw new IllegalArgumentException(
                        "companion.console.session.idle: %s (expected: > 0)".formatted(idle));
            }
            if (absolute.compareTo(idle) < 0) {
                throw new IllegalArgumentException(
                        "companion.console.session.absolute: %s (expected: >= idle)".formatted(absolute));
            }
            if (!reprobe.isPositive() || reprobe.compareTo(REPROBE_MAX) > 0) {
                throw new IllegalArgumentException(
                        "companion.console.session.reprobe: %s (expected: > 0 and <= 5m)".formatted(reprobe));
            }
        }
    }

    /**
     * The provisioner's share of the vendors' quotas. Must match the provisioner's own configuration.
     *
     * @param gravityZoneCalls a minute
     * @param gravityZoneCreations creations of companies a minute
     * @param dattoReads a minute
     * @param dattoWrites a minute
     */
    record Planning(
            @DefaultValue("480") int gravityZoneCalls,
            @DefaultValue("240") int gravityZoneCreations,
            @DefaultValue("120") int dattoReads,
            @DefaultValue("60") int dattoWrites) {

        Planning {
            if (gravityZoneCalls <= 0) {
                throw new IllegalArgumentException("companion.console.planning.gravity-zone-calls: %d (expected: > 0)"
                        .formatted(gravityZoneCalls));
            }
            if (gravityZoneCreations <= 0) {
                throw new IllegalArgumentException(
                        "companion.console.planning.gravity-zone-creations: %d (expected: > 0)"
                                .formatted(gravityZoneCreations));
            }
            if (dattoReads <= 0) {
                throw new IllegalArgumentException(
                        "companion.console.planning.datto-reads: %d (expected: > 0)".formatted(dattoReads));
            }
            if (dattoWrites <= 0) {
                throw new IllegalArgumentException(
                        "companion.console.planning.datto-writes: %d (expected: > 0)".formatted(dattoWrites));
            }
        }
    }

    /**
     * Together with the shares of poller and provisioner, at most what the vendors allow.
     *
     * @param gravityZoneCalls a minute, for each API key
     * @param dattoReads a minute, for each API key
     */
    record Probing(
            @DefaultValue("60") int gravityZoneCalls,
            @DefaultValue("60") int dattoReads) {

        private static final int MOST = 600;

        Probing {
            if (gravityZoneCalls < 1 || gravityZoneCalls > MOST) {
                throw new IllegalArgumentException(
                        "companion.console.probing.gravity-zone-calls: %d (expected: 1 to %d)"
                                .formatted(gravityZoneCalls, MOST));
            }
            if (dattoReads < 1 || dattoReads > MOST) {
                throw new IllegalArgumentException(
                        "companion.console.probing.datto-reads: %d (expected: 1 to %d)".formatted(dattoReads, MOST));
            }
        }
    }

    /**
     * The first three are set together or not at all.
     *
     * @param gravityZoneAccessUrl content of the settings form
     * @param gravityZoneApiKey content of the settings form
     */
    record Demo(
            @Nullable String apiUrl,
            @Nullable String apiKey,
            @Nullable String apiSecretKey,
            @DefaultValue("") String gravityZoneAccessUrl,
            @DefaultValue("") String gravityZoneApiKey) {

        Demo {
            if ((apiUrl == null) != (apiKey == null) || (apiUrl == null) != (apiSecretKey == null)) {
                throw new IllegalArgumentException(
                        "companion.console.demo: incomplete (expected: api-url, api-key and api-secret-key, or none)");
            }
        }

        @Override
        public String toString() {
            return "Demo[on=" + (apiUrl != null) + "]";
        }
    }
}
