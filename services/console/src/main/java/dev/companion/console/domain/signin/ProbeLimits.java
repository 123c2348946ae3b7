package dev.companion.console.domain.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits how many wrong credentials a tenant may have tested, so that the settings are no way to guess keys: five in a
 * minute and twenty in a quarter of an hour for each vendor. Right ones are not limited here. Thread-safe.
 */
public final class ProbeLimits {

    static final int IN_A_MINUTE_MAX = 5;
    static final int IN_A_QUARTER_MAX = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int SUBJECTS_MAX = 20_000;

    private final FailureCounts failures = new FailureCounts(QUARTER, SUBJECTS_MAX);

    /** How long to wait before the next test; empty if this one is allowed, and it then counts as a failure. */
    public synchronized Optional<Duration> begin(String subject, Instant now) {
        var wait = failures.waitFor(subject, IN_A_MINUTE_MAX, MINUTE, now)
                .or(() -> failures.waitFor(subject, IN_A_QUARTER_MAX, QUARTER, now));
        if (wait.isEmpty()) {
            failures.add(subject, now);
        }
        return wait;
    }

    /** @param begun the time at which the test began */
    public synchronized void giveBack(String subject, Instant begun) {
        failures.giveBack(subject, begun);
    }
}
