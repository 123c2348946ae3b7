package dev.companion.console.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits how often signing in is tried: five times in a minute for each address and for each API key. A try counts
 * from its begin, so that many at once are no way round, and is given back when it succeeds.
 */
final class SignInAttempts {

    static final int TRIES_MAX = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int SUBJECTS_MAX = 20_000;

    private final Map<String, Deque<Instant>> bySubject = new HashMap<>();

    /** How long to wait before the next try; empty if this one may go on, and it then counts for every subject. */
    synchronized Optional<Duration> begin(Instant now, String... subjects) {
        forget(now);
        for (var subject : subjects) {
            var tries = bySubject.get(subject);
            if (tries != null && tries.size() >= TRIES_MAX) {
                return Optional.of(Duration.between(now, tries.getFirst().plus(WINDOW)));
            }
        }
        for (var subject : subjects) {
            bySubject.computeIfAbsent(subject, _ -> new ArrayDeque<>()).addLast(now);
        }
        return Optional.empty();
    }

    synchronized void giveBack(Instant at, String... subjects) {
        for (var subject : subjects) {
            var tries = bySubject.get(subject);
            if (tries != null) {
                tries.removeLastOccurrence(at);
            }
        }
    }

    /** The map cannot be filled by strangers: what is too old goes at each try, and beyond the limit everything. */
    private void forget(Instant now) {
        var oldest = now.minus(WINDOW);
        bySubject.values().removeIf(tries -> {
            while (!tries.isEmpty() && !tries.getFirst().isAfter(oldest)) {
                tries.removeFirst();
            }
            return tries.isEmpty();
        });
        if (bySubject.size() > SUBJECTS_MAX) {
            bySubject.clear();
        }
    }
}
