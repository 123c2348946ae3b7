package dev.companion.poller.domain.sweep;

import static java.util.Objects.requireNonNull;

import dev.companion.poller.domain.deletion.DeletionDecision.Approval;
import dev.companion.poller.domain.deletion.HeldSet;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Observed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The set of rows whose deletion a person approved.
 *
 * @param approval null if nothing is approved
 */
record ApprovedSet(@Nullable Approval approval) {

    /** Marks the rows if exactly the approved set is absent, so each of them is known to belong to it later. */
    <V extends Observed<V>> boolean covers(List<KnownRow<V>> absent, HeldSet set, List<Observation<V>> observations) {
        if (covered(absent)) {
            return true;
        }
        if (approval == null || !approval.current() || !approval.setId().equals(set.setId())) {
            return false;
        }
        absent.forEach(row -> observations.add(new Marked<>(mark(row))));
        return true;
    }

    /** Whether all rows were marked before. */
    <V extends Observed<V>> boolean covered(List<KnownRow<V>> absent) {
        return approval != null
                && absent.stream().allMatch(row -> approval.setId().equals(row.approvedIn()));
    }

    <V extends Observed<V>> KnownRow<V> mark(KnownRow<V> row) {
        return row.approved(requireNonNull(approval, "approval").setId());
    }
}
