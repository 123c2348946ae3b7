package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.deletion.HeldSet;
import dev.companion.poller.domain.deletion.Hold;
import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.gate.Lane;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observed;
import dev.companion.poller.domain.row.RowTable;
import dev.companion.poller.domain.sweep.PointRead;
import dev.companion.poller.domain.sweep.Sweep;
import dev.companion.poller.domain.sweep.SweepProgress;
import dev.companion.poller.domain.sweep.SweepRules;
import dev.companion.poller.domain.sweep.SweepSchedule;
import dev.companion.poller.domain.sweep.SweepState;
import dev.companion.poller.domain.sweep.SweepVerdict;
import dev.companion.poller.domain.sweep.SweepVerdict.Flaw;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sweeps of one kind of one tenant, one after another. What a response changes is stored and published before the
 * next request is sent, so a crash loses an unfinished sweep and no more.
 */
final class SweepPoll<V extends Observed<V>> implements Poll {

    private static final Set<Lane> LANES = Set.of(Lane.ALL);

    /** The requests that read a list. */
    interface Requests {
        VendorRead.Request page(@Nullable String cursor);

        VendorRead.Request row(String id);
    }

    /**
     * What is swept, and where its observations go.
     *
     * @param optional whether the product works without this list, so it does not decide the vendor's health
     * @param settings the current ones
     * @param publisher called for each observation that is published, after it was stored
     */
    record Subject<V extends Observed<V>>(
            String tenant,
            PollKind kind,
            boolean optional,
            SweepRules rules,
            Supplier<TenantSettings> settings,
            ApiAccess access,
            Requests requests,
            RowTable<V> known,
            BiConsumer<Observation<V>, Instant> publisher) {}

    /** A sweep under way. */
    private static final class Running<V extends Observed<V>> {
        final Sweep<V> sweep;
        SweepProgress progress;

        /** Of the page that comes next in the walk under way; null for the first. */
        @Nullable String cursor;

        /** Why a page could not be read; null if all could. */
        @Nullable CallFailure failure;

        Running(Sweep<V> sweep, SweepProgress progress) {
            this.sweep = sweep;
            this.progress = progress;
        }
    }

    private final Subject<V> subject;
    private final PollContext context;
    private @Nullable Poll sibling;
    private @Nullable SweepPoll<?> first;
    private SweepState state;
    private @Nullable Running<V> running;
    private boolean waiting;
    private boolean sweepAgain;

    SweepPoll(Subject<V> subject, PollContext context, SweepState state) {
        this.subject = subject;
        this.context = context;
        this.state = state;
    }

    /** Takes turns with another poll that reads the same things, so no response overtakes a newer one. */
    void takeTurnsWith(Poll other) {
        sibling = other;
    }

    /** Does not read this list before the other list was seen to its end. */
    void startAfter(SweepPoll<?> other) {
        first = other;
    }

    @Override
    public boolean busy() {
        return running != null;
    }

    @Override
    public void stop(Instant now) {
        if (running != null && !subject.optional()) {
            subject.access().sweepEnded(false, false, now);
        }
        running = null;
        waiting = true;
    }

    /** Whether the list was ever seen to its end. */
    boolean everComplete() {
        return state.completeAt() != null;
    }

    /** When the list was last seen to its end; null if it never was. */
    @Nullable Instant completeAt() {
        return state.completeAt();
    }

    /** Since when nothing is known of the list; empty if the product works without it, or a person must act first. */
    Optional<Instant> unseenSince() {
        if (subject.optional() || subject.access().awaitsPerson()) {
            return Optional.empty();
        }
        var seen = state.completeAt();
        return Optional.of(seen == null ? subject.access().since() : seen);
    }

    /** Whether it is swept less often than it could be. */
    boolean slowed() {
        return state.schedule().interval().compareTo(context.settings().base()) > 0;
    }

    /** Sweeps at once, and again after a sweep under way, which may have read what has changed since. */
    void sweepSoon(Instant now) {
        sweepAgain = running != null;
        save(state.with(state.schedule().dueNow(context.settings().base(), now)));
        context.wake().at(subject.tenant(), subject.kind(), now);
    }

    /** As {@link #sweepSoon}, but drops a sweep under way, whose requests were made under other settings. */
    void restart(Instant now) {
        running = null;
        waiting = false;
        sweepSoon(now);
    }

    @Override
    public Optional<Instant> advance(Instant now) {
        if (waiting) {
            return Optional.empty();
        }
        return running == null ? begin(now) : request(running, now);
    }

    private Optional<Instant> begin(Instant now) {
        if (!state.schedule().dueAt(now)) {
            return Optional.of(state.schedule().dueAt());
        }
        if ((sibling != null && sibling.busy()) || (first != null && !first.everComplete())) {
            return Optional.empty();
        }
        var blocked = subject.access().blockedUntil(now);
        if (blocked.isPresent() || !subject.access().hasCredentials()) {
            return blocked;
        }
        var settings = subject.settings().get();
        var decision = settings.decision(subject.kind());
        var approval = decision == null ? null : decision.approvalOf(state.hold());
        var checked = HeldSet.checkedBefore(state.hold(), decision);
        var sweep = new Sweep<V>(subject.rules(), settings.guard(), state.deletions(), approval, checked, now);
        var begun = new Running<>(sweep, SweepProgress.started(!everComplete(), now));
        running = begun;
        return request(begun, now);
    }

    private Optional<Instant> request(Running<V> current, Instant now) {
        if (subject.access().blockedUntil(now).isPresent()) {
            current.sweep.abandon(Flaw.ABANDONED);
        }
        var next = current.sweep.next();
        if (next.isEmpty()) {
            return Optional.of(end(current, now));
        }
        var opensAt = subject.access().opensAt(LANES, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        var request =
                switch (next.get()) {
                    case Sweep.Request.NextPage() -> subject.requests().page(current.cursor);
                    case Sweep.Request.FirstPage() -> {
                        current.cursor = null;
                        yield subject.requests().page(null);
                    }
                    case Sweep.Request.Row(var id) -> subject.requests().row(id);
                };
        waiting = true;
        subject.access().start(LANES, request, (result, at) -> onResult(current, result, at), now);
        return Optional.empty();
    }

    private void onResult(Running<V> asking, ReadResult result, Instant now) {
        if (running != asking) {
            return;
        }
        waiting = false;
        switch (result) {
            case ReadResult.Page<?> page -> onPage(asking, ownPage(page), now);
            case ReadResult.Row<?> row -> onRow(asking.sweep, ownRow(row), now);
            case ReadResult.NoPage(var failure) -> {
                asking.failure = failure;
                if (subject.optional()) {
                    subject.access().optionalFailed(failure, now);
                } else {
                    subject.access().failed(failure, now);
                }
                asking.sweep.abandon(Flaw.PAGE_FAILED);
            }
            case ReadResult.NotSent() -> {
                // The same request comes next, unless calls are blocked by now.
            }
            case ReadResult other ->
                throw new IllegalStateException("sweep of %s: unexpected result %s"
                        .formatted(subject.kind(), other.getClass().getSimpleName()));
        }
        context.wake().at(subject.tenant(), subject.kind(), now);
    }

    private void onPage(Running<V> current, ReadResult.Page<V> result, Instant now) {
        subject.access().answered(now);
        current.cursor = result.next();
        var tally = new RowTally(subject.kind());
        tally.show(result.page());
        commit(current.sweep.page(result.page(), subject.known(), now), current.sweep, tally, now);
        publishProgress(current, now);
    }

    private void onRow(Sweep<V> sweep, ReadResult.Row<V> result, Instant now) {
        if (result.failure() == null) {
            subject.access().answered(now);
        } else {
            subject.access().failed(result.failure(), now);
        }
        var tally = new RowTally(subject.kind());
        if (!sweep.proving() && result.read() instanceof PointRead.There<V>) {
            tally.showRow();
        }
        commit(sweep.row(result.read(), subject.known(), now), sweep, tally, now);
    }

    @SuppressWarnings("unchecked") // the requests of this poll return rows of its own type
    private ReadResult.Page<V> ownPage(ReadResult.Page<?> page) {
        return (ReadResult.Page<V>) page;
    }

    @SuppressWarnings("unchecked") // as above
    private ReadResult.Row<V> ownRow(ReadResult.Row<?> row) {
        return (ReadResult.Row<V>) row;
    }

    private void commit(List<Observation<V>> observations, Sweep<V> current, RowTally tally, Instant now) {
        for (var observation : observations) {
            observation.toStore().ifPresent(subject.known()::put);
            if (observation.published()) {
                subject.publisher().accept(observation, now);
            }
            tally.observe(observation);
        }
        tally.counted().ifPresent(context::emit);
        // In the same transaction as the deletions themselves, or the guard would forget them in a crash.
        if (current.deletions() != state.deletions()) {
            save(state.with(current.deletions()));
        }
    }

    private void publishProgress(Running<V> current, Instant now) {
        if (!subject.optional() && current.sweep.verdict().isEmpty() && current.progress.dueAt(now)) {
            current.progress = current.progress.published(now);
            subject.access()
                    .progressed(current.sweep.rows(), current.sweep.announced().orElse(null), now);
        }
    }

    private Instant end(Running<V> ended, Instant now) {
        var verdict = ended.sweep.verdict().orElseThrow();
        running = null;
        context.emit(new PollEmission.SweepEnded(
                subject.tenant(), subject.kind(), verdict, ended.sweep.rows(), ended.sweep.active()));
        publishHold(ended.sweep, now);
        publishSuspicion(verdict, now);
        var next = nextAfter(ended, verdict, now);
        var servesRequest = !sweepAgain && verdict.reachedEnd() && isRequested();
        sweepAgain = false;
        if (!subject.optional()) {
            subject.access().sweepEnded(verdict.reachedEnd(), servesRequest, now);
        } else if (verdict.reachedEnd()) {
            subject.access().optionalShown(now);
        }
        save(verdict.reachedEnd() ? state.with(next).completedAt(now) : state.with(next));
        for (var other : PollKind.values()) {
            if (other != subject.kind() && other.vendor() == subject.kind().vendor()) {
                context.wake().at(subject.tenant(), other, now);
            }
        }
        return next.dueAt();
    }

    /** Whether a person waits for the end of a sweep. Told by what is stored, so a crash or a pause does not end the wait. */
    private boolean isRequested() {
        var requestedAt = subject.settings().get().sweepRequestedAt();
        var sweptAt = subject.access().sweptAt();
        return requestedAt != null && (sweptAt == null || sweptAt.isBefore(requestedAt));
    }

    private SweepSchedule nextAfter(Running<V> ended, SweepVerdict verdict, Instant now) {
        var base = context.settings().base();
        var jitter = context.jitter().getAsDouble();
        if (sweepAgain) {
            return state.schedule().dueNow(base, now);
        }
        if (subject.optional() && ended.failure instanceof CallFailure.PermissionMissing) {
            return SweepSchedule.slowest(base, jitter, now);
        }
        if (!subject.optional() && ended.failure instanceof CallFailure.Unanswered) {
            return state.schedule().retried(base, jitter, now);
        }
        var complete = verdict instanceof SweepVerdict.Complete;
        var suspected = ListSuspicion.of(subject.kind(), verdict) != null;
        return state.schedule().after(ended.sweep.active() || suspected, complete, base, jitter, now);
    }

    /** A walk that failed says nothing about the list, so the last suspicion stays. */
    private void publishSuspicion(SweepVerdict verdict, Instant now) {
        var suspicion = ListSuspicion.of(subject.kind(), verdict);
        if (suspicion != null || verdict.reachedEnd()) {
            subject.access().listSuspected(subject.kind(), suspicion, now);
        }
    }

    private void publishHold(Sweep<V> ended, Instant now) {
        if (!ended.judged()) {
            return;
        }
        var decision = subject.settings().get().decision(subject.kind());
        var rejected = decision == null ? null : decision.rejectedSet();
        switch (Hold.after(state.hold(), ended.held(), rejected, now)) {
            case Hold.Change.None() -> {}
            case Hold.Change.Raised(var hold, var set) -> {
                var replaced = state.hold() != null;
                save(state.withHold(hold));
                context.emit(new PollEmission.HoldRaised(
                        subject.tenant(), subject.kind(), hold, set, state.holds(), replaced));
            }
            case Hold.Change.Lifted() -> {
                save(state.withHold(null));
                context.emit(new PollEmission.HoldLifted(subject.tenant(), subject.kind()));
            }
        }
    }

    private void save(SweepState next) {
        state = next;
        context.tables().setSweep(subject.tenant(), subject.kind(), next);
    }
}
