package dev.companion.console.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits sign-in attempts to five in a minute for each address and for each API key. An attempt counts from its start,
 * so that parallel attempts are limited too, and is given back when it succeeds.
 */
final class SignInAttempts {

    static final int TRIES_MAX = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int SUBJECTS_MAX = 20_000;

    private final Map<String, Deque<Instant>> bySubject = new HashMap<>();

    /** How long to wait before the next attempt; empty if this one is allowed, and it then counts for every subject. */
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

    /** Bounds the map: expired entries are removed at each attempt, and beyond the limit all of them. */
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
