package dev.companion.console.domain.signin;

import java.time.Duration;
import java.time.Instant;

/** Allows ten entries a minute of one kind for one tenant. Thread-safe. */
public final class AuditLimit {

    static final int ENTRIES_MAX = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SUBJECTS_MAX = 10_000;

    private final FailureCounts entries = new FailureCounts(MINUTE, SUBJECTS_MAX);

    /** Counts the entry if it is allowed. */
    public synchronized boolean allows(String subject, Instant now) {
        if (entries.waitFor(subject, ENTRIES_MAX, MINUTE, now).isPresent()) {
            return false;
        }
        entries.add(subject, now);
        return true;
    }
}
