package dev.companion.console.domain.timeline;

import java.util.concurrent.atomic.AtomicInteger;

/** How many entries the timelines of all tenants have together, and how many they may have. Thread-safe. */
public final class EntryBudget {

    private final int max;
    private final AtomicInteger used = new AtomicInteger();

    public EntryBudget(int max) {
        this.max = max;
    }

    void add(int entries) {
        used.addAndGet(entries);
    }

    boolean isExceeded() {
        return used.get() > max;
    }
}
