package dev.companion.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Says when old entries are removed, and removes them. One pass removes a bounded number, since it holds up the task; the
 * rest is left to the next pass.
 */
public final class Retention {

    private final Duration interval;
    private final int removedMax;
    private Instant nextPass;

    /**
     * @param interval between two passes; the first pass is one interval after {@code openedAt}
     * @param removedMax entries of one table that one pass removes at most
     */
    public Retention(Duration interval, int removedMax, Instant openedAt) {
        this.interval = interval;
        this.removedMax = removedMax;
        this.nextPass = openedAt.plus(interval);
    }

    public Instant nextPass() {
        return nextPass;
    }

    /** Returns whether a pass is due, and if so schedules the next one. */
    public boolean startPass(Instant now) {
        if (now.isBefore(nextPass)) {
            return false;
        }
        nextPass = now.plus(interval);
        return true;
    }

    /** Removes old entries and returns their keys. */
    public <V> List<String> removeOld(Table<V> table, Predicate<V> isOld) {
        var old = new ArrayList<String>();
        table.scan("", (key, value) -> {
            if (isOld.test(value)) {
                old.add(key);
            }
            return old.size() < removedMax;
        });
        old.forEach(table::remove);
        return List.copyOf(old);
    }
}
