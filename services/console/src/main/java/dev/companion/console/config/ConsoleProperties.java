package dev.companion.console.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the console is told.
 *
 * @param secureCookies false only where the console is reached over plain http, as on one's own machine
 * @param patience how long an answer to a save waits for the save to take effect, before it names a task instead
 * @param session how long people stay signed in
 * @param planning what estimates of how long work takes go by
 * @param demo what the sign-in form is filled with; only for a demo with made-up vendors
 */
@ConfigurationProperties("companion.console")
record ConsoleProperties(
        @DefaultValue("true") boolean secureCookies,
        @DefaultValue("5s") Duration patience,
        @DefaultValue Session session,
        @DefaultValue Planning planning,
        @DefaultValue Demo demo) {

    private static final Duration REPROBE_MAX = Duration.ofMinutes(5);

    /**
     * @param idle until a session that nobody uses is over
     * @param absolute until a session is over, whatever is done with it
     * @param reprobe until the platform is asked again whether the person is still an administrator
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
     * What the provisioner is let use of the vendors' quotas; it is told so by settings of its own, which these are to
     * match.
     *
     * @param gravityZoneCalls a minute
     * @param dattoReads a minute
     */
    record Planning(
            @DefaultValue("480") int gravityZoneCalls,
            @DefaultValue("120") int dattoReads) {

        Planning {
            if (gravityZoneCalls <= 0) {
                throw new IllegalArgumentException("companion.console.planning.gravity-zone-calls: %d (expected: > 0)"
                        .formatted(gravityZoneCalls));
            }
            if (dattoReads <= 0) {
                throw new IllegalArgumentException(
                        "companion.console.planning.datto-reads: %d (expected: > 0)".formatted(dattoReads));
            }
        }
    }

    /**
     * The first three or none of them.
     *
     * @param gravityZoneAccessUrl what the settings form is filled with besides
     * @param gravityZoneApiKey what the settings form is filled with besides
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
