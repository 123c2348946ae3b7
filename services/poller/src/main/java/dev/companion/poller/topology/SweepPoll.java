package dev.companion.poller.topology;

import dev.companion.poller.domain.Hold;
import dev.companion.poller.domain.Lane;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.Sweep;
import dev.companion.poller.domain.SweepProgress;
import dev.companion.poller.domain.SweepRules;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.domain.SweepState;
import dev.companion.poller.domain.SweepVerdict;
import dev.companion.poller.domain.SweepVerdict.Flaw;
import dev.companion.poller.http.Reading;
import dev.companion.poller.http.Walker;
import dev.companion.runtime.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweeps of one kind of one tenant, one after another. Each answer is taken on the stream thread: what it amounts
 * to is stored and published there before the next question is asked, so a crash loses an unfinished sweep and no more.
 */
final class SweepPoll<C, V extends Observed<V>> implements Poll {

    private static final Logger LOGGER = LoggerFactory.getLogger(SweepPoll.class);
    private static final Set<Lane> LANES = Set.of(Lane.ALL);
    private static final Duration SLOT_WAIT = Duration.ofMillis(50);
    private static final Setback BUG = new Setback.Unanswered("internal error; the log of the poller has the details");

    /**
     * Whose sweeps they are, of what, and what becomes of what they find.
     *
     * @param extra whether the product can do without this list: it decides nothing about the vendor's health
     * @param settings as they are now
     */
    record Subject<C, V extends Observed<V>>(
            String tenant,
            Kind kind,
            boolean extra,
            SweepRules rules,
            Supplier<TenantSettings> settings,
            ApiAccess<C> access,
            Function<C, Walker<V>> walkers,
            KnownStore<V> known,
            BiConsumer<Observation<V>, Instant> publisher) {}

    /** A sweep under way: what it asks, and whom. */
    private static final class Running<V extends Observed<V>> {
        final Sweep<V> sweep;
        final Supplier<Walker<V>> walkers;
        Walker<V> walker;
        SweepProgress progress;

        @Nullable Setback setback;

        Running(Sweep<V> sweep, Supplier<Walker<V>> walkers, SweepProgress progress) {
            this.sweep = sweep;
            this.walkers = walkers;
            this.walker = walkers.get();
            this.progress = progress;
        }
    }

    private final Subject<C, V> subject;
    private final PollSurroundings around;
    private final HoldPublisher holds;
    private @Nullable Poll sibling;
    private @Nullable SweepPoll<?, ?> first;
    private SweepState state;
    private @Nullable Running<V> running;
    private boolean waiting;
    private boolean hurried;
    private boolean awaited;

    SweepPoll(Subject<C, V> subject, PollSurroundings around, SweepState state) {
        this.subject = subject;
        this.around = around;
        this.holds = new HoldPublisher(subject.tenant(), subject.kind(), around.out());
        this.state = state;
    }

    /** Another poll that reads the same things: the two take turns, so that no answer overtakes a newer one. */
    void takeTurnsWith(Poll other) {
        sibling = other;
    }

    /** Sweeps of a list that is seen to its end before this one is read at all. */
    void startAfter(SweepPoll<?, ?> other) {
        first = other;
    }

    @Override
    public boolean busy() {
        return running != null;
    }

    @Override
    public void stop(Instant now) {
        if (running != null && !subject.extra()) {
            subject.access().sweepEnded(false, false, now);
        }
        running = null;
        waiting = true;
    }

    /** Whether the list was ever seen to its end. */
    boolean everComplete() {
        return state.completeAt() != null;
    }

    /** When the list was last seen to its end; null where it never was. */
    @Nullable Instant completeAt() {
        return state.completeAt();
    }

    /** Whether it is swept less often than it could be. */
    boolean slowed() {
        return state.schedule().interval().compareTo(around.settings().base()) > 0;
    }

    /** Sweeps at once, and once more where a sweep is under way, which may have read what has changed since. */
    void hurry(Instant now) {
        hurried = running != null;
        save(state.with(state.schedule().hurried(around.settings().base(), now)));
        around.wake().at(subject.tenant(), subject.kind(), now);
    }

    /** As {@link #hurry}, at the wish of a person who waits for the end. */
    void hurryFor(Instant now) {
        awaited = true;
        hurry(now);
    }

    /** As {@link #hurry}; what is under way was asked for under other terms and is passed over. */
    void beginAnew(Instant now) {
        running = null;
        waiting = false;
        hurry(now);
    }

    @Override
    public Optional<Instant> advance(Instant now) {
        if (waiting) {
            return Optional.empty();
        }
        return running == null ? begin(now) : ask(running, now);
    }

    private Optional<Instant> begin(Instant now) {
        if (!state.schedule().dueAt(now)) {
            return Optional.of(state.schedule().dueAt());
        }
        if ((sibling != null && sibling.busy()) || (first != null && !first.everComplete())) {
            return Optional.empty();
        }
        var closed = subject.access().closedUntil(now);
        if (closed.isPresent()) {
            return closed;
        }
        var client = subject.access().client(now);
        if (client.isEmpty()) {
            return subject.access().closedUntil(now);
        }
        var settings = subject.settings().get();
        var decision = settings.decision(subject.kind());
        var approval = decision == null ? null : decision.approvalOf(state.hold());
        var sweep = new Sweep<V>(subject.rules(), settings.guard(), state.deletions(), approval, now);
        var begun = new Running<>(
                sweep, () -> subject.walkers().apply(client.get()), SweepProgress.started(!everComplete(), now));
        running = begun;
        return ask(begun, now);
    }

    private Optional<Instant> ask(Running<V> current, Instant now) {
        if (subject.access().closedUntil(now).isPresent()) {
            current.sweep.abandon(Flaw.ABANDONED);
        }
        var question = current.sweep.next();
        if (question.isEmpty()) {
            return Optional.of(end(current, now));
        }
        var opensAt = subject.access().opensAt(LANES, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        var asked =
                switch (question.get()) {
                    case Sweep.Ask.NextPage() -> page(current, current.walker, now);
                    case Sweep.Ask.FirstPage() -> page(current, current.walkers.get(), now);
                    case Sweep.Ask.Row(var id) -> {
                        var walker = current.walker;
                        yield call(
                                current,
                                () -> walker.row(id),
                                new Reading.Row<V>(new RowAnswer.NoAnswer<>(), BUG),
                                now);
                    }
                };
        return asked ? Optional.empty() : Optional.of(now.plus(SLOT_WAIT));
    }

    private boolean page(Running<V> current, Walker<V> walker, Instant now) {
        current.walker = walker;
        return call(current, walker::nextPage, new Reading.NoPage<>(BUG), now);
    }

    private boolean call(Running<V> asking, Supplier<Reading<V>> request, Reading<V> instead, Instant now) {
        waiting = around.calls().tryCall(request, instead, (reading, at) -> answered(asking, reading, at), now);
        if (waiting) {
            subject.access().called(LANES, now);
        }
        return waiting;
    }

    private void answered(Running<V> asking, Reading<V> reading, Instant now) {
        if (running != asking) {
            return;
        }
        waiting = false;
        var sweep = asking.sweep;
        switch (reading) {
            case Reading.Page<V>(var page) -> {
                subject.access().answered(now);
                around.meters().shown(subject.kind(), page);
                commit(sweep.page(page, subject.known(), now), sweep, now);
                tellProgress(asking, now);
            }
            case Reading.NoPage<V>(var setback) -> {
                asking.setback = setback;
                if (subject.extra()) {
                    subject.access().setbackOfExtra(setback, now);
                } else {
                    subject.access().setback(setback, now);
                }
                sweep.abandon(Flaw.PAGE_FAILED);
            }
            case Reading.Row<V>(var answer, var setback) -> {
                if (setback == null) {
                    subject.access().answered(now);
                } else {
                    subject.access().setback(setback, now);
                }
                if (!sweep.proving()) {
                    around.meters().shown(subject.kind(), answer);
                }
                commit(sweep.row(answer, subject.known(), now), sweep, now);
            }
        }
        around.wake().at(subject.tenant(), subject.kind(), now);
    }

    private void commit(List<Observation<V>> observations, Sweep<V> current, Instant now) {
        for (var observation : observations) {
            observation.toStore().ifPresent(subject.known()::put);
            if (observation.published()) {
                subject.publisher().accept(observation, now);
            }
            around.meters().observed(subject.kind(), observation);
        }
        // In the same transaction as the deletions themselves, or a crash would let the guard forget them.
        if (current.deletions() != state.deletions()) {
            save(state.with(current.deletions()));
        }
    }

    private void tellProgress(Running<V> current, Instant now) {
        if (!subject.extra() && current.sweep.verdict().isEmpty() && current.progress.dueAt(now)) {
            current.progress = current.progress.told(now);
            subject.access()
                    .progressed(current.sweep.rows(), current.sweep.announced().orElse(null), now);
        }
    }

    private Instant end(Running<V> ended, Instant now) {
        var verdict = ended.sweep.verdict().orElseThrow();
        running = null;
        around.meters().swept(subject.kind(), verdict);
        log(ended.sweep, verdict);
        tellOfHold(ended.sweep, now);
        var next = nextAfter(ended, verdict, now);
        var answersAWish = awaited && !hurried && verdict.reachedEnd();
        awaited &= !answersAWish;
        hurried = false;
        if (!subject.extra()) {
            subject.access().sweepEnded(verdict.reachedEnd(), answersAWish, now);
        } else if (verdict.reachedEnd()) {
            subject.access().extraShown(now);
        }
        save(verdict.reachedEnd() ? state.with(next).completedAt(now) : state.with(next));
        for (var other : Kind.values()) {
            if (other != subject.kind() && other.api() == subject.kind().api()) {
                around.wake().at(subject.tenant(), other, now);
            }
        }
        return next.dueAt();
    }

    private SweepSchedule nextAfter(Running<V> ended, SweepVerdict verdict, Instant now) {
        var base = around.settings().base();
        var jitter = around.jitter().getAsDouble();
        if (hurried) {
            return state.schedule().hurried(base, now);
        }
        if (subject.extra() && ended.setback instanceof Setback.PermissionMissing) {
            return SweepSchedule.slowest(base, jitter, now);
        }
        if (!subject.extra() && ended.setback instanceof Setback.Unanswered) {
            return state.schedule().retried(base, jitter, now);
        }
        var complete = verdict instanceof SweepVerdict.Complete;
        return state.schedule().after(ended.sweep.active(), complete, base, jitter, now);
    }

    private void tellOfHold(Sweep<V> ended, Instant now) {
        if (!ended.judged()) {
            return;
        }
        var decision = subject.settings().get().decision(subject.kind());
        var rejected = decision == null ? null : decision.rejectedSet();
        switch (Hold.after(state.hold(), ended.held(), rejected, now)) {
            case Hold.News.None() -> {}
            case Hold.News.Raised(var hold, var set) -> {
                around.meters().holdRaised(subject.kind(), state.hold() != null);
                save(state.told(hold));
                holds.raise(hold, set, state.holds(), now);
            }
            case Hold.News.Lifted() -> {
                around.meters().holdLifted(subject.kind());
                save(state.told(null));
                holds.lift(now);
            }
        }
    }

    private void save(SweepState next) {
        state = next;
        around.save(subject.tenant(), subject.kind(), next);
    }

    private void log(Sweep<V> ended, SweepVerdict verdict) {
        var event =
                switch (verdict) {
                    // Somebody has to look: either much is really gone, or this key no longer sees it.
                    case SweepVerdict.Complete(var _, var held) when held -> LOGGER.atWarn();
                    case SweepVerdict.Complete _ -> ended.active() ? LOGGER.atInfo() : LOGGER.atDebug();
                    case SweepVerdict.Suspicious _ -> LOGGER.atWarn();
                    case SweepVerdict.Partial _ -> LOGGER.atInfo();
                };
        event.addKeyValue(LogKeys.TENANT_ID, subject.tenant())
                .addKeyValue(LogKeys.KIND, subject.kind())
                .addKeyValue(LogKeys.VERDICT, verdict)
                .addKeyValue(LogKeys.COUNT, ended.rows())
                .log("sweep ended");
    }
}
