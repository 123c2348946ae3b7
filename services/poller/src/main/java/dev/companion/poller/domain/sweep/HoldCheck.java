package dev.companion.poller.domain.sweep;

import dev.companion.poller.domain.deletion.HeldSet;
import dev.companion.poller.domain.row.Observed;
import dev.companion.poller.domain.sweep.PointRead.NoAnswer;
import dev.companion.poller.domain.sweep.PointRead.There;
import dev.companion.poller.domain.sweep.SweepVerdict.Suspicion;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads some rows of a set that is about to be held back by their ids: a list that leaves out rows that exist is wrong.
 * Which rows are read depends on the salt, so another sweep reads others.
 */
final class HoldCheck {

    /** Enough to meet a row that exists nearly always if one in three does. */
    private static final int ROWS_MAX = 10;

    private final HeldSet set;
    private final SweepVerdict ending;
    private final Deque<String> toRead;
    private boolean exists;
    private boolean answered;

    /** @param ending the verdict if the set is held */
    HoldCheck(HeldSet set, SweepVerdict ending, long salt) {
        this.set = set;
        this.ending = ending;
        this.toRead = new ArrayDeque<>(set.ids().stream()
                .sorted(Comparator.comparingLong(id -> Walk.rank(id, salt)))
                .limit(ROWS_MAX)
                .toList());
    }

    HeldSet set() {
        return set;
    }

    SweepVerdict ending() {
        return ending;
    }

    /** The id of the row that is read next. */
    String next() {
        return toRead.element();
    }

    <V extends Observed<V>> void answered(PointRead<V> read) {
        toRead.remove();
        exists |= read instanceof There<V>;
        answered |= !(read instanceof NoAnswer<V>);
    }

    /** Why nothing is held; null if nothing speaks against it so far. */
    @Nullable Suspicion disproved() {
        if (exists) {
            return Suspicion.MISSING_ROW_EXISTS;
        }
        return isOver() && !answered ? Suspicion.MISSING_ROWS_UNREADABLE : null;
    }

    /** Why nothing is held if a second walk listed other rows than the first. */
    Suspicion disproved(Set<String> listedAgain) {
        return set.ids().stream().anyMatch(listedAgain::contains)
                ? Suspicion.MISSING_ROW_EXISTS
                : Suspicion.WALKS_DIFFER;
    }

    boolean isOver() {
        return toRead.isEmpty();
    }
}
