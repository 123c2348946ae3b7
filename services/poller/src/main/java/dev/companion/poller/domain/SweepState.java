package dev.companion.poller.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a sweep of one kind of one tenant.
 *
 * @param revision the revision of the settings that the schedule was made for
 * @param completeAt end of the last sweep that reached the end of the list; null before the first
 */
public record SweepState(
        long revision,
        SweepSchedule schedule,
        Deletions deletions,
        @Nullable Instant completeAt) {

    public SweepState with(SweepSchedule next) {
        return new SweepState(revision, next, deletions, completeAt);
    }

    public SweepState with(Deletions published) {
        return new SweepState(revision, schedule, published, completeAt);
    }

    public SweepState completedAt(Instant now) {
        return new SweepState(revision, schedule, deletions, now);
    }
}
