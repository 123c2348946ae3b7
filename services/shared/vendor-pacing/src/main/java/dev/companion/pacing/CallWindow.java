package dev.companion.pacing;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls that may still lie in the vendor's sliding window.
 *
 * <p>When a call reaches the vendor is not known, only that it is between its sending and its answer. So it is held from
 * its sending until a window's length after its answer, or after the longest lateness where the answer takes longer than
 * that. As long as no call is later than provided for, no window at the vendor holds more calls than were let in here.
 *
 * <p>It begins as if full, but for one, of calls that leave at an even rate: what a former owner of the same quota has
 * just spent is not known. Not safe for use by several threads.
 */
final class CallWindow {

    private static final int STEPS_MAX = 60;

    /** Clocks of several machines, or of several threads, may differ by less than this. */
    private static final long CLOCK_SET_BACK_MILLIS = 1_000;

    private final Quota quota;

    /** How many calls leave at each moment, in milliseconds of the epoch. */
    private final TreeMap<Long, Integer> leaving = new TreeMap<>();

    /** The same of those that are only assumed. */
    private final TreeMap<Long, Integer> assumed = new TreeMap<>();

    private int held;
    private long seen;

    CallWindow(Quota quota, Instant now) {
        this.quota = quota;
        this.seen = now.toEpochMilli();
        for (var call = 1; call < quota.calls(); call++) {
            // In at most so many steps, lest a large quota cost memory for what is only assumed.
            var step = Math.ceilDiv((long) call * Math.min(quota.calls(), STEPS_MAX), quota.calls());
            var leaves = seen + quota.held().toMillis() * step / Math.min(quota.calls(), STEPS_MAX);
            assumed.merge(leaves, 1, Integer::sum);
            add(leaves, 1);
        }
    }

    /** Calls that may be in the vendor's window now. */
    int count(Instant now) {
        forget(now);
        return held;
    }

    /** Those of them that were sent, and not only assumed. */
    int sentByUs(Instant now) {
        forget(now);
        return held - calls(assumed);
    }

    /** What was before is known by now, and counted elsewhere. */
    void assumeNothing() {
        assumed.forEach((leaves, calls) -> add(leaves, -calls));
        assumed.clear();
    }

    /** When there will be fewer than {@code limit} calls in the window if none is added; now where there are. */
    Instant below(int limit, Instant now) {
        var surplus = count(now) - limit + 1;
        if (surplus <= 0) {
            return now;
        }
        for (var leaver : leaving.entrySet()) {
            surplus -= leaver.getValue();
            if (surplus <= 0) {
                return Instant.ofEpochMilli(leaver.getKey());
            }
        }
        throw new IllegalArgumentException("limit: %d (expected: at least 1)".formatted(limit));
    }

    /** Notes a call that is sent now; answers the moment at which it leaves, for {@link #answered}. */
    Instant sent(Instant now) {
        forget(now);
        var leaves = now.plus(quota.held());
        add(leaves.toEpochMilli(), 1);
        return leaves;
    }

    /** The call is known to have arrived by now, so that it is out of the vendor's window a window's length from now. */
    void answered(Instant leaves, Instant now) {
        var sooner = now.plus(quota.window()).toEpochMilli();
        if (sooner < leaves.toEpochMilli() && leaving.containsKey(leaves.toEpochMilli())) {
            add(leaves.toEpochMilli(), -1);
            add(sooner, 1);
        }
    }

    private void add(long moment, int calls) {
        held += calls;
        leaving.merge(moment, calls, (one, other) -> one + other == 0 ? null : one + other);
    }

    private void forget(Instant now) {
        var millis = now.toEpochMilli();
        if (millis < seen - CLOCK_SET_BACK_MILLIS) {
            setBackBy(seen - millis);
        }
        seen = millis;
        var gone = leaving.headMap(millis, true);
        held -= calls(gone);
        gone.clear();
        assumed.headMap(millis, true).clear();
    }

    /** A clock that was set back must not keep calls here for longer than they lie in the vendor's window. */
    private void setBackBy(long millis) {
        shift(leaving, millis);
        shift(assumed, millis);
    }

    private static void shift(TreeMap<Long, Integer> moments, long millis) {
        var before = new TreeMap<>(moments);
        moments.clear();
        before.forEach((moment, calls) -> moments.put(moment - millis, calls));
    }

    private static int calls(Map<Long, Integer> moments) {
        return moments.values().stream().mapToInt(Integer::intValue).sum();
    }
}
