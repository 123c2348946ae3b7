package dev.companion.poller.domain.sweep;

import dev.companion.poller.domain.deletion.Deletions;
import dev.companion.poller.domain.deletion.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept between the sweeps of one kind of one tenant.
 *
 * @param revision the revision of the settings that the schedule was made for
 * @param completeAt end of the last sweep that reached the end of the list; null before the first
 * @param hold the hold that is published; null if none is
 * @param holds how often a hold or its end was published
 */
public record SweepState(
        long revision,
        SweepSchedule schedule,
        Deletions deletions,
        @Nullable Instant completeAt,
        @Nullable Hold hold,
        long holds) {

    /** The state of a list that was never swept. */
    public static SweepState first(long revision, SweepSchedule schedule) {
        return new SweepState(revision, schedule, Deletions.NONE, null, null, 0);
    }

    public SweepState of(long next) {
        return new SweepState(next, schedule, deletions, completeAt, hold, holds);
    }

    public SweepState with(SweepSchedule next) {
        return new SweepState(revision, next, deletions, completeAt, hold, holds);
    }

    public SweepState with(Deletions published) {
        return new SweepState(revision, schedule, published, completeAt, hold, holds);
    }

    public SweepState withHold(@Nullable Hold next) {
        return new SweepState(revision, schedule, deletions, completeAt, next, holds + 1);
    }

    public SweepState completedAt(Instant now) {
        return new SweepState(revision, schedule, deletions, now, hold, holds);
    }
}
