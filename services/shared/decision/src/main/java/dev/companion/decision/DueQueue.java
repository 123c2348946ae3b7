package dev.companion.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys with the time at which each is due. A key is in the queue at most once. Keys that are due at the same time are taken
 * in their natural order, so the same history always gives the same sequence. Held in memory only.
 */
public final class DueQueue<K extends Comparable<K>> {

    private final TreeMap<Instant, TreeSet<K>> byTime = new TreeMap<>();
    private final Map<K, Instant> times = new HashMap<>();

    /** Queues the key, at {@code at} instead of any other time. */
    public void put(K key, Instant at) {
        var before = times.put(key, at);
        if (at.equals(before)) {
            return;
        }
        unlist(key, before);
        byTime.computeIfAbsent(at, _ -> new TreeSet<>()).add(key);
    }

    /** Queues the key, unless it is due earlier already. */
    public void putIfEarlier(K key, Instant at) {
        var before = times.get(key);
        if (before == null || at.isBefore(before)) {
            put(key, at);
        }
    }

    /** Does nothing if the key is not queued. */
    public void remove(K key) {
        unlist(key, times.remove(key));
    }

    public void clear() {
        byTime.clear();
        times.clear();
    }

    public boolean contains(K key) {
        return times.containsKey(key);
    }

    /** Returns when the key is due; empty if it is not queued. */
    public Optional<Instant> dueAt(K key) {
        return Optional.ofNullable(times.get(key));
    }

    public int size() {
        return times.size();
    }

    /** Returns when the next key is due; empty if the queue is empty. */
    public Optional<Instant> next() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.firstKey());
    }

    /** Removes and returns at most {@code max} keys that are due at {@code now}, the earliest first. */
    public List<K> takeDue(Instant now, int max) {
        var due = new ArrayList<K>();
        while (!byTime.isEmpty() && !byTime.firstKey().isAfter(now) && due.size() < max) {
            var first = byTime.firstEntry().getValue();
            var key = first.first();
            remove(key);
            due.add(key);
        }
        return due;
    }

    private void unlist(K key, @Nullable Instant at) {
        if (at != null) {
            byTime.computeIfPresent(at, (_, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }
}
