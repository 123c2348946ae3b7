package dev.companion.pacing;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls that may still count in the vendor's sliding window.
 *
 * <p>When exactly a call reaches the vendor is unknown; it is between sending and answer. So a call counts from its
 * sending until a window's length after its answer, or after the longest lateness if the answer takes longer. As long
 * as no call is later than that, no window at the vendor holds more calls than were allowed here.
 *
 * <p>A new window is full but for one call, with calls that leave at an even rate, because what the previous owner of
 * the quota has just spent is unknown. Not thread-safe.
 */
final class CallWindow {

    private static final int STEPS_MAX = 60;

    /** Clocks of several machines or threads may differ by less than this. */
    private static final long CLOCK_SET_BACK_MILLIS = 1_000;

    private final Quota quota;

    /** How many calls leave the window at each moment, in milliseconds since 1970. */
    private final TreeMap<Long, Integer> leaving = new TreeMap<>();

    /** The part of them that is only assumed. */
    private final TreeMap<Long, Integer> assumed = new TreeMap<>();

    private int held;
    private long seen;

    CallWindow(Quota quota, Instant now) {
        this.quota = quota;
        this.seen = now.toEpochMilli();
        for (var call = 1; call < quota.calls(); call++) {
            // Limits the number of steps, so that a large quota costs no memory for assumed calls.
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

    /** Those of them that were sent by us, without the assumed ones. */
    int sentByUs(Instant now) {
        forget(now);
        return held - calls(assumed);
    }

    /** Drops the assumed calls: the vendor's own count replaces them. */
    void assumeNothing() {
        assumed.forEach((leaves, calls) -> add(leaves, -calls));
        assumed.clear();
    }

    /**
     * When there are fewer than {@code limit} calls in the window if none is added; {@code now} if there already are.
     */
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

    /** Records a call that is sent now. Returns when it leaves the window, for {@link #answered}. */
    Instant sent(Instant now) {
        forget(now);
        var leaves = now.plus(quota.held());
        add(leaves.toEpochMilli(), 1);
        return leaves;
    }

    /** The call has reached the vendor by now, so it leaves the vendor's window a window's length from now. */
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

    /** If the clock was set back, calls must not stay here longer than they stay in the vendor's window. */
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
