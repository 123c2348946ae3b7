package dev.companion.provisioner.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When to look at which link next. A link is in it once or not at all, so a tick costs nothing while nothing is due,
 * however many links rest.
 */
final class Agenda {

    private record Entry(Instant at, LinkKey key) {}

    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparing(Entry::at).thenComparing(Entry::key));
    private final Map<LinkKey, Entry> byKey = new HashMap<>();

    void put(LinkKey key, Instant at) {
        remove(key);
        var entry = new Entry(at, key);
        byKey.put(key, entry);
        entries.add(entry);
    }

    void remove(LinkKey key) {
        var entry = byKey.remove(key);
        if (entry != null) {
            entries.remove(entry);
        }
    }

    /** When the next link is due; null when none ever is. */
    @Nullable Instant nextAt() {
        return entries.isEmpty() ? null : entries.first().at();
    }

    /** Takes out the link that has been due the longest, or answers null where none is. */
    @Nullable LinkKey poll(Instant now) {
        if (entries.isEmpty() || entries.first().at().isAfter(now)) {
            return null;
        }
        var due = entries.removeFirst();
        byKey.remove(due.key());
        return due.key();
    }
}
