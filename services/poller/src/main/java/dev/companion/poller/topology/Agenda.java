package dev.companion.poller.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Who is to be looked at when, soonest first: of thousands of polls, only those that are due cost anything. */
final class Agenda<K extends Comparable<K>> {

    private record Entry<K extends Comparable<K>>(Instant at, K key) {}

    private final Map<K, Instant> times = new HashMap<>();
    private final TreeSet<Entry<K>> entries =
            new TreeSet<>(Comparator.<Entry<K>, Instant>comparing(Entry::at).thenComparing(Entry::key));

    /** In place of an earlier entry of the same key. */
    void put(K key, Instant at) {
        remove(key);
        times.put(key, at);
        entries.add(new Entry<>(at, key));
    }

    void remove(K key) {
        var at = times.remove(key);
        if (at != null) {
            entries.remove(new Entry<>(at, key));
        }
    }

    Optional<Instant> next() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.first().at());
    }

    /** Takes out those that are due. */
    List<K> takeDue(Instant now) {
        var due = new ArrayList<K>();
        while (!entries.isEmpty() && !entries.first().at().isAfter(now)) {
            var key = entries.first().key();
            remove(key);
            due.add(key);
        }
        return due;
    }
}
