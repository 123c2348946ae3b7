package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.ChangedRow;
import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Observation.UnchangedRow;
import dev.companion.poller.domain.row.Observation.Withheld;
import dev.companion.poller.domain.row.Observed;
import dev.companion.poller.domain.sweep.SweptPage;
import java.util.List;
import java.util.Optional;

/** Counts the rows of one response for {@link PollEmission.RowsCounted}. */
final class RowTally {

    private final PollKind kind;
    private int shown;
    private int unchanged;
    private int published;
    private int withheld;
    private int gone;

    RowTally(PollKind kind) {
        this.kind = kind;
    }

    void showRow() {
        shown++;
    }

    /** A row that a page lists twice counts once; rows that are never imported do not count. */
    void show(SweptPage<?> page) {
        shown += (int) page.rows().stream()
                .filter(row -> row.value() != null)
                .map(SweptPage.Listed::id)
                .distinct()
                .count();
    }

    void show(List<? extends Observed<?>> rows) {
        shown += (int) rows.stream().map(Observed::id).distinct().count();
    }

    void observe(Observation<?> observation) {
        switch (observation) {
            case Gone<?> _ -> gone++;
            case Withheld<?> _ -> withheld++;
            case UnchangedRow<?> _ -> unchanged++;
            // What is noted about an absent row was not shown.
            case Marked<?>(var row) when row.absent() -> {}
            case ChangedRow<?>(var _, var row) when row.absent() -> {}
            case Marked<?> _ -> unchanged++;
            case Observation<?> _ -> published++;
        }
    }

    /** Empty if nothing was counted. */
    Optional<PollEmission> counted() {
        return shown + unchanged + published + withheld + gone == 0
                ? Optional.empty()
                : Optional.of(new PollEmission.RowsCounted(kind, shown, unchanged, published, withheld, gone));
    }
}
