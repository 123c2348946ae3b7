package dev.companion.poller.domain.row;

import dev.companion.poller.domain.row.Observation.ChangedRow;
import dev.companion.poller.domain.row.Observation.EnteredScope;
import dev.companion.poller.domain.row.Observation.LeftScope;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Observation.NewRow;
import dev.companion.poller.domain.row.Observation.UnchangedRow;
import dev.companion.poller.domain.row.Observation.Withheld;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a row that a vendor showed with what is known of it. Does not deal with absence. */
public final class RowDiff {

    private RowDiff() {}

    public static <V extends Observed<V>> Observation<V> compare(@Nullable KnownRow<V> known, V shown, Instant now) {
        var before = known == null ? null : known.value();
        var complete = shown.completedBy(before);
        if (complete.isEmpty()) {
            return new Withheld<>();
        }
        var row = complete.get();
        if (known == null) {
            return new NewRow<>(KnownRow.first(row, now));
        }
        if (before == null) {
            return new NewRow<>(known.returned(row, now));
        }
        if (row.equals(before)) {
            return seen(known);
        }
        var changed = known.changed(row, now);
        if (before.inScope() == row.inScope()) {
            return new ChangedRow<>(known, changed);
        }
        return before.inScope() ? new LeftScope<>(known, changed) : new EnteredScope<>(known, changed);
    }

    /** The observation for a known row that is in no list and may not be read. It is not asked for again before {@code until}. */
    public static <V extends Observed<V>> Observation<V> noLongerReachable(
            KnownRow<V> known, Instant until, Instant now) {
        return Optional.ofNullable(known.value())
                .flatMap(row -> row.noLongerReachable(now))
                .<Observation<V>>map(noted -> new ChangedRow<>(known, known.noLongerReachable(noted, until, now)))
                .orElseGet(() -> new Marked<>(known.deferred(until)));
    }

    private static <V extends Observed<V>> Observation<V> seen(KnownRow<V> known) {
        var seen = known.seen();
        return seen == known ? new UnchangedRow<>() : new Marked<>(seen);
    }
}
