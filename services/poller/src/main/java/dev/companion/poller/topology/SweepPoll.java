package dev.companion.poller.topology;

import dev.companion.poller.domain.Lane;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.Sweep;
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

    /** Whose sweeps they are, of what, and what becomes of what they find. */
    record Subject<C, V extends Observed<V>>(
            String tenant,
            Kind kind,
            ApiAccess<C> access,
            Function<C, Walker<V>> walkers,
            KnownStore<V> known,
            BiConsumer<Observation<V>, Instant> publisher) {}

    private final Subject<C, V> subject;
    private final PollSurroundings around;
    private @Nullable Poll sibling;
    private SweepState state;
    private @Nullable Sweep<V> sweep;
    private @Nullable Walker<V> walker;
    private boolean waiting;
    private boolean unanswered;

    SweepPoll(Subject<C, V> subject, PollSurroundings around, SweepState state) {
        this.subject = subject;
        this.around = around;
        this.state = state;
    }

    /** Another poll that reads the same things: the two take turns, so that no answer overtakes a newer one. */
    void takeTurnsWith(Poll other) {
        sibling = other;
    }

    @Override
    public boolean busy() {
        return sweep != null;
    }

    @Override
    public void stop() {
        sweep = null;
        waiting = true;
    }

    /** Whether the list was ever seen to its end. */
    boolean everComplete() {
        return state.completeAt() != null;
    }

    @Override
    public Optional<Instant> advance(Instant now) {
        if (waiting) {
            return Optional.empty();
        }
        return sweep == null ? begin(now) : ask(sweep, now);
    }

    private Optional<Instant> begin(Instant now) {
        if (!state.schedule().dueAt(now)) {
            return Optional.of(state.schedule().dueAt());
        }
        if (sibling != null && sibling.busy()) {
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
        var settings = around.settings();
        var begun = new Sweep<V>(settings.rules(), settings.guard(), state.deletions(), now);
        sweep = begun;
        walker = subject.walkers().apply(client.get());
        unanswered = false;
        return ask(begun, now);
    }

    private Optional<Instant> ask(Sweep<V> current, Instant now) {
        if (subject.access().closedUntil(now).isPresent()) {
            current.abandon(Flaw.ABANDONED);
        }
        var question = current.next();
        var walk = walker;
        if (question.isEmpty() || walk == null) {
            return Optional.of(end(current, now));
        }
        var opensAt = subject.access().opensAt(LANES, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        var asked =
                switch (question.get()) {
                    case Sweep.Ask.NextPage() -> call(current, walk::nextPage, new Reading.NoPage<>(BUG), now);
                    case Sweep.Ask.Row(var id) ->
                        call(current, () -> walk.row(id), new Reading.Row<V>(new RowAnswer.NoAnswer<>(), BUG), now);
                };
        return asked ? Optional.empty() : Optional.of(now.plus(SLOT_WAIT));
    }

    private boolean call(Sweep<V> asking, Supplier<Reading<V>> request, Reading<V> instead, Instant now) {
        waiting = around.calls().tryCall(request, instead, (reading, at) -> answered(asking, reading, at), now);
        if (waiting) {
            subject.access().called(LANES, now);
        }
        return waiting;
    }

    private void answered(Sweep<V> asking, Reading<V> reading, Instant now) {
        if (sweep != asking) {
            return;
        }
        waiting = false;
        switch (reading) {
            case Reading.Page<V>(var page) -> {
                subject.access().answered(now);
                commit(asking.page(page, subject.known(), now), asking, now);
            }
            case Reading.NoPage<V>(var setback) -> {
                subject.access().setback(setback, now);
                unanswered = setback instanceof Setback.Unanswered;
                asking.abandon(Flaw.PAGE_FAILED);
            }
            case Reading.Row<V>(var answer, var setback) -> {
                if (setback == null) {
                    subject.access().answered(now);
                } else {
                    subject.access().setback(setback, now);
                }
                commit(asking.row(answer, subject.known(), now), asking, now);
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

    private Instant end(Sweep<V> ended, Instant now) {
        var verdict = ended.verdict().orElseThrow();
        sweep = null;
        walker = null;
        around.meters().swept(subject.kind(), verdict);
        log(ended, verdict);
        var base = around.settings().base();
        var jitter = around.jitter().getAsDouble();
        var complete = verdict instanceof SweepVerdict.Complete;
        var next = unanswered
                ? state.schedule().retried(base, jitter, now)
                : state.schedule().after(ended.active(), complete, base, jitter, now);
        if (verdict.reachedEnd()) {
            subject.access().swept(now);
            save(state.with(next).completedAt(now));
        } else {
            save(state.with(next));
        }
        around.wake().at(subject.tenant(), Kind.PACKAGES, now);
        return next.dueAt();
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
