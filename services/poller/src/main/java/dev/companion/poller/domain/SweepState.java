package dev.companion.poller.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a sweep of one kind of one tenant.
 *
 * @param revision the revision of the settings that the schedule was made for
 * @param completeAt end of the last sweep that reached the end of the list; null before the first
 * @param hold what readers know of deletions held back; null where they know of none
 * @param holds how often they were told of a hold or of its end
 */
public record SweepState(
        long revision,
        SweepSchedule schedule,
        Deletions deletions,
        @Nullable Instant completeAt,
        @Nullable Hold hold,
        long holds) {

    /** That of a list which was never swept. */
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

    public SweepState told(@Nullable Hold next) {
        return new SweepState(revision, schedule, deletions, completeAt, next, holds + 1);
    }

    public SweepState completedAt(Instant now) {
        return new SweepState(revision, schedule, deletions, now, hold, holds);
    }
}
