package dev.companion.poller.domain.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one id: what was last published of it, and how often it has been missed since.
 *
 * @param value what was last published; null once it is gone, when only the counters are kept
 * @param sequence grows with every published record of this id, across deletions and returns
 * @param incarnation how often this id has appeared; 1 the first time
 * @param publishedAt when it was last published; never goes back
 * @param misses complete sweeps since it was last seen in which it was absent and a point read confirmed it
 * @param askAgainAt the row is not read by its id again before this, since the last read was refused; null if none was
 * @param approvedIn the approved set of deletions that this absent row belongs to; null if there is none
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
    public static <V extends Observed<V>> KnownRow<V> first(V value, Instant now) {
        return new KnownRow<>(value.id(), value, 1, 1, now, 0, null, null);
    }

    public boolean present() {
        return value != null;
    }

    /** Whether it is noted as absent, which is removed once it is seen again. */
    public boolean absent() {
        return misses > 0 || askAgainAt != null || approvedIn != null;
    }

    KnownRow<V> returned(V again, Instant now) {
        return new KnownRow<>(id, again, sequence + 1, incarnation + 1, later(now), 0, null, null);
    }

    KnownRow<V> changed(V other, Instant now) {
        return new KnownRow<>(id, other, sequence + 1, incarnation, later(now), 0, null, null);
    }

    public KnownRow<V> gone(Instant now) {
        return new KnownRow<>(id, null, sequence + 1, incarnation, later(now), 0, null, null);
    }

    /** Returns this row if nothing is noted about an absence. */
    KnownRow<V> seen() {
        return absent() ? new KnownRow<>(id, value, sequence, incarnation, publishedAt, 0, null, null) : this;
    }

    public KnownRow<V> missed() {
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses + 1, null, approvedIn);
    }

    public KnownRow<V> deferred(Instant until) {
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses, until, approvedIn);
    }

    /** As {@link #deferred}, and published with a note. Approval and misses are kept. */
    KnownRow<V> noLongerReachable(V noted, Instant until, Instant now) {
        return new KnownRow<>(id, noted, sequence + 1, incarnation, later(now), misses, until, approvedIn);
    }

    public KnownRow<V> approved(String setId) {
        return new KnownRow<>(id, value, sequence, incarnation, publishedAt, misses, askAgainAt, setId);
    }

    public boolean deferredAt(Instant now) {
        return askAgainAt != null && now.isBefore(askAgainAt);
    }

    /** Clocks differ between instances and may be set back, but published times never go back. */
    private Instant later(Instant now) {
        return now.isAfter(publishedAt) ? now : publishedAt;
    }
}
