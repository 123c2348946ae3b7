package dev.companion.poller.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests may be under way at once, over all tasks of this instance, and who is next where there are more.
 * First come, first served: an account of many pages asks for a slot page by page, and gets the next one only after
 * everybody else who waits has had one. Safe for several threads.
 */
final class CallSlots {

    /** Who waits asks again all the time; who does not has gone, and must not hold up those behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Object, Instant> line = new LinkedHashMap<>();
    private int free;

    CallSlots(int slots) {
        this.free = slots;
    }

    /** Takes a slot; or takes, or keeps, a place in the line. */
    synchronized boolean tryTake(Object asker, Instant now) {
        if (free == 0 || !isNext(asker, now)) {
            line.put(asker, now);
            return false;
        }
        line.remove(asker);
        free--;
        return true;
    }

    synchronized void giveBack() {
        free++;
    }

    synchronized void leave(Object asker) {
        line.remove(asker);
    }

    /** Those that would get a slot now. */
    synchronized List<Object> next() {
        return line.keySet().stream().limit(free).toList();
    }

    /** Whether fewer wait before it than there are slots. Drops those from the line who have gone. */
    private boolean isNext(Object asker, Instant now) {
        var before = 0;
        for (var waiting = line.entrySet().iterator(); waiting.hasNext(); ) {
            var entry = waiting.next();
            if (entry.getKey().equals(asker)) {
                return true;
            }
            if (entry.getValue().plus(PATIENCE).isBefore(now)) {
                waiting.remove();
            } else if (++before >= free) {
                return false;
            }
        }
        return true;
    }
}
