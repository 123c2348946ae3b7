package dev.companion.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Simulated time with all future events, and the one source of chance: the same seed makes the same history. Trouble
 * happens until a time that is known from the start; after it, chance does no harm.
 */
final class Timeline {

    static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

    private record Event(Instant at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            var byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private final Random random;
    private final Instant troubleEnds;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Supplier<String>> journal = new ArrayList<>();
    private Instant now = BEGIN;
    private long order;
    private long ran;

    Timeline(long seed, Duration trouble) {
        random = new Random(seed);
        troubleEnds = BEGIN.plus(trouble);
    }

    Instant now() {
        return now;
    }

    Instant troubleEnds() {
        return troubleEnds;
    }

    boolean trouble() {
        return now.isBefore(troubleEnds);
    }

    /** Whether something bad happens now; never when the trouble is over. */
    boolean mishap(double probability) {
        return random.nextDouble() < probability && trouble();
    }

    boolean coin(double probability) {
        return random.nextDouble() < probability;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration within(Duration longest) {
        return Duration.ofMillis(1 + random.nextLong(longest.toMillis()));
    }

    Duration between(Duration shortest, Duration longest) {
        return shortest.plus(within(longest.minus(shortest)));
    }

    void after(Duration pause, Runnable action) {
        events.add(new Event(now.plus(pause), order++, action));
    }

    /** The time of the next event, or the given one if that is earlier. */
    Instant nextOr(Instant other) {
        var next = events.peek();
        return next == null || next.at().isAfter(other) ? other : next.at();
    }

    /** Goes to the time and runs one event if it is due then; returns whether there was one. */
    boolean goTo(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
        var next = events.peek();
        if (next == null || next.at().isAfter(now)) {
            return false;
        }
        events.remove();
        ran++;
        next.action().run();
        return true;
    }

    long eventsRan() {
        return ran;
    }

    /** The text is built only if it is read. */
    void note(Supplier<String> words) {
        var at = now;
        journal.add(() -> at + " " + words.get());
    }

    List<String> journal() {
        return journal.stream().map(Supplier::get).toList();
    }
}
