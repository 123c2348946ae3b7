package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.gate.Lane;
import dev.companion.poller.domain.read.ActivityHints;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.sweep.SweepSchedule;
import dev.companion.poller.domain.sweep.SweepState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the activity log of one tenant from time to time, only while its lists are swept more slowly than they could be,
 * and has the lists swept at once if there is a reason.
 */
final class HintPoll implements Poll {

    private static final Set<Lane> LANES = Set.of(Lane.ALL);

    /** Shortest pause between two reads, in base intervals. */
    private static final int PAUSE = 5;

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final String tenant;
    private final ApiAccess access;
    private final PollContext context;
    private final List<SweepPoll<?>> lists;
    private SweepState state;
    private ActivityHints hints = ActivityHints.NONE;
    private boolean waiting;

    HintPoll(String tenant, ApiAccess access, PollContext context, SweepState state, List<SweepPoll<?>> lists) {
        this.tenant = tenant;
        this.access = access;
        this.context = context;
        this.state = state;
        this.lists = List.copyOf(lists);
    }

    @Override
    public boolean busy() {
        return waiting;
    }

    @Override
    public void stop(Instant now) {
        waiting = true;
    }

    /** Called whenever one of the sweeps has ended: only then may one of them have become slower. */
    @Override
    public Optional<Instant> advance(Instant now) {
        var dueAt = state.schedule().dueAt();
        if (waiting || dueAt.equals(NEVER) || lists.stream().noneMatch(SweepPoll::slowed)) {
            return Optional.empty();
        }
        if (now.isBefore(dueAt)) {
            return Optional.of(dueAt);
        }
        var blocked = access.blockedUntil(now);
        if (blocked.isPresent() || !access.hasCredentials()) {
            return blocked;
        }
        var opensAt = access.opensAt(LANES, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        waiting = true;
        access.start(LANES, new VendorRead.Request.Activities(hints.from(now)), this::onResult, now);
        return Optional.empty();
    }

    private void onResult(ReadResult result, Instant now) {
        waiting = false;
        switch (result) {
            case ReadResult.Activities(var lines) -> {
                access.answered(now);
                if (hints.hintIn(lines, lists.getFirst().completeAt())) {
                    lists.forEach(list -> list.sweepSoon(now));
                }
                hints = hints.after(lines, now);
                scheduleAt(now.plus(context.settings().base().multipliedBy(PAUSE)));
            }
            case ReadResult.ActivitiesNotShown() -> {
                access.answered(now);
                scheduleAt(NEVER);
            }
            case ReadResult.NoPage(var failure) -> {
                access.optionalFailed(failure, now);
                scheduleAt(now.plus(context.settings().base().multipliedBy(PAUSE)));
            }
            case ReadResult.NotSent() -> {
                // The same request comes next.
            }
            case ReadResult other ->
                throw new IllegalStateException(
                        "activities: unexpected result " + other.getClass().getSimpleName());
        }
        context.wake().at(tenant, PollKind.ACTIVITIES, now);
    }

    private void scheduleAt(Instant dueAt) {
        state = state.with(new SweepSchedule(context.settings().base(), 0, dueAt));
        context.tables().setSweep(tenant, PollKind.ACTIVITIES, state);
    }
}
