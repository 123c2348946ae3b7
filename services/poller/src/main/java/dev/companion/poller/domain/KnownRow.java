package dev.companion.poller.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one id: what was last published of it, and how often it has been missed since.
 *
 * @param value what was last published; null once it is gone, when only the counters stay
 * @param sequence grows with every published record of this id, over deletions and returns
 * @param incarnation how often this id has appeared; 1 for the first time
 * @param publishedAt when it was last published; never goes back
 * @param misses in how many complete sweeps since it was last seen it was absent and a point read confirmed it
 * @param askAgainAt until when a point read need not be repeated, as the last one was refused; null where none was
 * @param approvedIn the set of deletions with which a person approved this one while it is absent; null where none did
 */
public record KnownRow<V extends Observed<V>>(
        String id,
        @Nullable V value,
        long sequence,
        long incarnation,
        Instant publishedAt,
        int misses,
        @Nullable Instant askAgainAt,
        @Nullable String approvedIn) {

    /** The first row of an id that was never known. */
    static <V extends Observed<V>> KnownRow<V> first(V value, Instant now) {
        return new KnownRow<>(value.id(), value, 1, 1, now, 0, null, null);
    }

    public boolean present() {
        return value != null;
    }

    /** Whether there is anything to forget once it is seen again. */
    public boolean absent() {
        return misses > 0 || askAgainAt != null || approvedIn != null;
    }

    KnownRow<V> returned(V again, Instant now) {
        return new KnownRow<>(id, again, sequence + 1, incarnation + 1, later(now), 0, null, null);
    }

    KnownRow<V> changed(V other, Instant now) {
        return new KnownRow<>(id, other, sequence + 1, incarnation, later(now), 0, null, null);
    }

    KnownRow<V> gone(Instant now) {
        return new KnownRow<>(id, null, sequence + 1, incarnation, later(now), 0, null, null);
    }

    /** The same row where there is nothing to forget. */
    KnownRow<V> seen() {
        return absent() ? new KnownRow<>(id, value, sequence, incarnation, publishedAt, 0, null, null) : this;
    }

    KnownRow<V> missed() {
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses + 1, null, approvedIn);
    }

    KnownRow<V> deferred(Instant until) {
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses, until, approvedIn);
    }

    /** Deferred, and told to be so: what a person approved of it, and how often it was missed, stands. */
    KnownRow<V> outOfSight(V noted, Instant until, Instant now) {
        return new KnownRow<>(id, noted, sequence + 1, incarnation, later(now), misses, until, approvedIn);
    }

    KnownRow<V> approved(String setId) {
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses, askAgainAt, setId);
    }

    boolean deferredAt(Instant now) {
        return askAgainAt != null && now.isBefore(askAgainAt);
    }

    /** Clocks differ between instances and may be set back; what readers see does not go back with them. */
    private Instant later(Instant now) {
        return now.isAfter(publishedAt) ? now : publishedAt;
    }
}
