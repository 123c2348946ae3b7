package dev.companion.wide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** For how long nothing happened although work remained, from what happened. Not safe for several threads. */
final class Stalls {

    /** @param work what is added to the work that remains: more if it was requested, less if it is done, or nothing */
    private record Event(Instant at, int work) {}

    /** The longest time without any event, and when it began. */
    record Stall(Instant from, Duration length) {}

    private final List<Event> events = new ArrayList<>();

    /** Pieces of work were requested. */
    void requested(Instant at, int pieces) {
        events.add(new Event(at, pieces));
    }

    /** One piece of work is done. */
    void done(Instant at) {
        events.add(new Event(at, -1));
    }

    /** Something moved. */
    void progressed(Instant at) {
        events.add(new Event(at, 0));
    }

    /** What is requested is no progress: a wait that began before goes on. */
    Stall longest() {
        var longest = new Stall(Instant.EPOCH, Duration.ZERO);
        var remaining = 0;
        var since = Instant.EPOCH;
        for (var event : events.stream().sorted(Comparator.comparing(Event::at)).toList()) {
            var waited = Duration.between(since, event.at());
            if (remaining > 0 && event.work() <= 0 && waited.compareTo(longest.length()) > 0) {
                longest = new Stall(since, waited);
            }
            if (event.work() <= 0 || remaining == 0) {
                since = event.at();
            }
            remaining += event.work();
        }
        return longest;
    }
}
