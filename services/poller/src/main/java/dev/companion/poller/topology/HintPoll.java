package dev.companion.poller.topology;

import dev.companion.datto.DattoRmmClient;
import dev.companion.poller.domain.ActivityHints;
import dev.companion.poller.domain.Lane;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.domain.SweepState;
import dev.companion.poller.http.ActivityReader;
import dev.companion.poller.http.ActivityReader.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks into the activity log of one tenant, now and then and only while its lists are swept more slowly than they
 * could be, and has them swept at once where there is reason to.
 */
final class HintPoll implements Poll {

    private static final Set<Lane> LANES = Set.of(Lane.ALL);
    private static final Duration SLOT_WAIT = Duration.ofMillis(50);
    private static final Look BUG = new Look.Nothing(new Setback.Unanswered("internal error"));

    /** Base intervals between two looks, at least. */
    private static final int PAUSE = 5;

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final String tenant;
    private final ApiAccess<DattoRmmClient> access;
    private final PollSurroundings around;
    private final List<SweepPoll<?, ?>> lists;
    private SweepState state;
    private ActivityHints hints = ActivityHints.NONE;
    private boolean waiting;
    private boolean stopped;

    HintPoll(
            String tenant,
            ApiAccess<DattoRmmClient> access,
            PollSurroundings around,
            SweepState state,
            List<SweepPoll<?, ?>> lists) {
        this.tenant = tenant;
        this.access = access;
        this.around = around;
        this.state = state;
        this.lists = List.copyOf(lists);
    }

    @Override
    public boolean busy() {
        return waiting;
    }

    @Override
    public void stop(Instant now) {
        stopped = true;
        waiting = true;
    }

    /** Looked at whenever one of the sweeps has ended: it is then that one of them may have become slower. */
    @Override
    public Optional<Instant> advance(Instant now) {
        var dueAt = state.schedule().dueAt();
        if (waiting || dueAt.equals(NEVER) || lists.stream().noneMatch(SweepPoll::slowed)) {
            return Optional.empty();
        }
        if (now.isBefore(dueAt)) {
            return Optional.of(dueAt);
        }
        var closed = access.closedUntil(now);
        if (closed.isPresent()) {
            return closed;
        }
        var client = access.client(now);
        if (client.isEmpty()) {
            return access.closedUntil(now);
        }
        var opensAt = access.opensAt(LANES, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        var reader = new ActivityReader(client.get());
        var from = hints.from(now);
        waiting = around.calls().tryCall(() -> reader.since(from), BUG, this::answered, now);
        if (!waiting) {
            return Optional.of(now.plus(SLOT_WAIT));
        }
        access.called(LANES, now);
        return Optional.empty();
    }

    private void answered(Look look, Instant now) {
        if (stopped) {
            return;
        }
        waiting = false;
        switch (look) {
            case Look.Lines(var lines) -> {
                access.answered(now);
                if (hints.hintIn(lines, lists.getFirst().completeAt())) {
                    lists.forEach(list -> list.hurry(now));
                }
                hints = hints.after(lines, now);
                plan(now.plus(around.settings().base().multipliedBy(PAUSE)));
            }
            case Look.NeverShown() -> {
                access.answered(now);
                plan(NEVER);
            }
            case Look.Nothing(var setback) -> {
                access.setbackOfExtra(setback, now);
                plan(now.plus(around.settings().base().multipliedBy(PAUSE)));
            }
        }
        around.wake().at(tenant, Kind.ACTIVITIES, now);
    }

    private void plan(Instant dueAt) {
        state = state.with(new SweepSchedule(around.settings().base(), 0, dueAt));
        around.save(tenant, Kind.ACTIVITIES, state);
    }
}
