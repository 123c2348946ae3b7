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
        line.values().removeIf(askedAt -> askedAt.plus(PATIENCE).isBefore(now));
        if (placeOf(asker) >= free) {
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

    private int placeOf(Object asker) {
        if (!line.containsKey(asker)) {
            return line.size();
        }
        var place = 0;
        for (var waiting : line.keySet()) {
            if (place >= free || waiting.equals(asker)) {
                return place;
            }
            place++;
        }
        return place;
    }
}
