package dev.companion.console.domain.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Counts failures by subject over a sliding time. Memory is bounded: with too many subjects, the one that failed longest
 * ago is forgotten. Not thread-safe.
 */
final class FailureCounts {

    /** More than any limit here; of a subject that fails more often, the last ones are kept. */
    static final int TIMES_MAX = 128;

    private final Duration kept;
    private final int subjectsMax;

    /** Ordered by the last failure. */
    private final LinkedHashMap<String, Deque<Instant>> bySubject = new LinkedHashMap<>();

    /** @param kept for how long a failure is remembered */
    FailureCounts(Duration kept, int subjectsMax) {
        this.kept = kept;
        this.subjectsMax = subjectsMax;
    }

    void add(String subject, Instant at) {
        forget(at);
        var times = bySubject.remove(subject);
        if (times == null) {
            times = new ArrayDeque<>();
        }
        times.addLast(at);
        if (times.size() > TIMES_MAX) {
            times.removeFirst();
        }
        bySubject.putLast(subject, times);
        if (bySubject.size() > subjectsMax) {
            bySubject.pollFirstEntry();
        }
    }

    /** Takes one failure back that was added at this moment. */
    void giveBack(String subject, Instant at) {
        var times = bySubject.get(subject);
        if (times != null && times.removeLastOccurrence(at) && times.isEmpty()) {
            bySubject.remove(subject);
        }
    }

    int count(String subject, Instant now) {
        var times = bySubject.get(subject);
        if (times == null) {
            return 0;
        }
        var oldest = now.minus(kept);
        return (int) times.stream().filter(at -> at.isAfter(oldest)).count();
    }

    /** How long until fewer than {@code max} failures are within the last {@code window}; empty if that is so now. */
    Optional<Duration> waitFor(String subject, int max, Duration window, Instant now) {
        var times = bySubject.get(subject);
        if (times == null) {
            return Optional.empty();
        }
        var oldest = now.minus(window);
        var within = times.stream().filter(at -> at.isAfter(oldest)).toList();
        return within.size() < max
                ? Optional.empty()
                : Optional.of(
                        Duration.between(now, within.get(within.size() - max).plus(window)));
    }

    int subjects() {
        return bySubject.size();
    }

    /** Subjects are in the order of their last failure, so those that are due are the first ones. */
    private void forget(Instant now) {
        var oldest = now.minus(kept);
        for (var first = bySubject.firstEntry();
                first != null && !first.getValue().getLast().isAfter(oldest);
                first = bySubject.firstEntry()) {
            bySubject.pollFirstEntry();
        }
    }
}
