package dev.companion.console.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A list with a maximum size; drops the oldest element first. Thread-safe. */
final class BoundedList<T> {

    private final int max;
    private final Deque<T> latest = new ArrayDeque<>();

    BoundedList(int max) {
        this.max = max;
    }

    synchronized void add(T element) {
        if (latest.size() == max) {
            latest.removeFirst();
        }
        latest.addLast(element);
    }

    /** Newest first. */
    synchronized List<T> newestFirst() {
        return new ArrayList<>(latest).reversed();
    }
}
