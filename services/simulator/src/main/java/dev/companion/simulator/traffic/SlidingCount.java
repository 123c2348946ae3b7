package dev.companion.simulator.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Counts events in a window that ends now, and remembers the most it ever held. Guarded by its owner's lock. */
public final class SlidingCount {

    private final Duration window;
    private final ArrayDeque<Instant> times = new ArrayDeque<>();
    private int peak;

    public SlidingCount(Duration window) {
        this.window = window;
    }

    public void add(Instant now) {
        count(now);
        times.addLast(now);
        peak = Math.max(peak, times.size());
    }

    public int count(Instant now) {
        Instant from = now.minus(window);
        while (!times.isEmpty() && !times.getFirst().isAfter(from)) {
            times.removeFirst();
        }
        return times.size();
    }

    /** Whole seconds, at least 1, until the window holds fewer than {@code limit} if nothing is added. */
    public long secondsUntilBelow(int limit, Instant now) {
        int above = count(now) - limit;
        if (above < 0 || times.isEmpty()) {
            return 1;
        }
        Instant leaves = times.stream().skip(above).findFirst().orElse(now);
        Duration wait = Duration.between(now, leaves.plus(window));
        return Math.max(1, (wait.toMillis() + 999) / 1000);
    }

    public int peak() {
        return peak;
    }
}
