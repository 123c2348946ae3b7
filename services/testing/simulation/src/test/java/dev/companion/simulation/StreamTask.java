package dev.companion.simulation;

import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.simulation.SimulatedLog.Entry;
import dev.companion.simulation.SimulatedLog.Mark;
import dev.companion.simulation.SimulatedLog.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task of a stream application: input positions, state and output are committed together or not at all. Its owner may
 * die or be replaced between any two records; the next owner starts from what was committed, and the replaced one may
 * continue for a while but not commit.
 */
final class StreamTask<S> {

    private static final Duration SOON = Duration.ofMillis(15);
    private static final Duration MARK_LATER = Duration.ofSeconds(2);

    private final String name;
    private final Timeline timeline;
    private final SimulatedLog log;
    private final List<Topic> inputs;
    private final Set<Flaw> flaws;
    private final BiFunction<S, Consumer<Entry>, TaskOwner<S>> opener;
    private final Consumer<Committed<S>> witness;
    private Committed<S> committed;
    private long epoch;
    private @Nullable Tenure owner;

    /** @param output what the last commit published */
    record Committed<S>(S state, Map<Strand, Integer> positions, List<Entry> output) {}

    StreamTask(
            String name,
            Timeline timeline,
            SimulatedLog log,
            List<Topic> inputs,
            Set<Flaw> flaws,
            S initial,
            BiFunction<S, Consumer<Entry>, TaskOwner<S>> opener,
            Consumer<Committed<S>> witness) {
        this.name = name;
        this.timeline = timeline;
        this.log = log;
        this.inputs = inputs;
        this.flaws = flaws;
        this.opener = opener;
        this.witness = witness;
        this.committed = new Committed<>(initial, Map.of(), List.of());
        owner = new Tenure();
        log.tell((strand, _) -> {
            if (inputs.contains(strand.topic())) {
                timeline.after(latency(), () -> deliver(strand));
            }
        });
    }

    /** From becoming the owner to losing the task. */
    private final class Tenure {

        private final long mine = ++epoch;
        private final Map<Strand, Integer> positions = new TreeMap<>(committed.positions());
        private final List<Entry> output = new ArrayList<>();
        private final TaskOwner<S> work = opener.apply(committed.state(), output::add);
        private boolean pending;

        boolean takeNext(Strand strand) {
            var next = positions.getOrDefault(strand, 0);
            var end = log.end(strand);
            if (next >= end) {
                return false;
            }
            // Compaction may have left the newest record only.
            var offset = strand.topic().compacted() && timeline.mishap(0.2) ? end - 1 : next;
            var entry = log.read(strand, offset);
            if (entry.value() instanceof Mark mark && !hasRead(mark)) {
                return false;
            }
            work.take(entry, timeline.now());
            positions.put(strand, offset + 1);
            pending = true;
            return true;
        }

        private boolean hasRead(Mark mark) {
            return mark.before().entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0) >= end.getValue());
        }

        boolean commit() {
            if (mine != epoch && !flaws.contains(Flaw.FENCED_OWNER_COMMITS)) {
                timeline.note(() -> name + ": the former owner is fenced");
                return false;
            }
            if (pending) {
                pending = false;
                var published = flaws.contains(Flaw.FORGETS_OUTPUT) && timeline.mishap(0.02)
                        ? List.<Entry>of()
                        : List.copyOf(output);
                output.clear();
                committed = new Committed<>(work.state(), Map.copyOf(positions), published);
                witness.accept(committed);
                published.forEach(StreamTask.this::publish);
            }
            return true;
        }
    }

    private void publish(Entry entry) {
        if (entry.topic() != Topic.LESSONS) {
            timeline.note(() -> name + " writes " + entry.topic() + " " + entry.key() + " " + entry.value());
        }
        log.append(entry);
    }

    private Duration latency() {
        return timeline.mishap(0.03) ? timeline.within(Duration.ofSeconds(40)) : timeline.within(SOON);
    }

    private void deliver(Strand strand) {
        var current = owner;
        if (current == null) {
            return;
        }
        if (!current.takeNext(strand)) {
            if (current.positions.getOrDefault(strand, 0) < log.end(strand)) { // a mark, before what it stands behind
                timeline.after(timeline.within(MARK_LATER), () -> deliver(strand));
            }
            return;
        }
        ended(current);
        if (owner == current && current.positions.get(strand) < log.end(strand)) {
            timeline.after(timeline.within(SOON), () -> deliver(strand));
        }
        if (strand.topic() != Topic.LINK_STATUSES && timeline.mishap(0.03)) {
            timeline.after(timeline.within(Duration.ofSeconds(90)), () -> readAgain(strand));
        }
    }

    /**
     * A reader may be set back, and then reads in order again what it has read before; but never to before a deletion, since
     * a deleted value cannot be read, nor to before the begin of a reset, which only the mapper's next hour would say again,
     * nor to requests of before its end, which takes a replay by hand (decision 0023). Statuses stay in order, since only a
     * newer one says what was released.
     */
    private void readAgain(Strand strand) {
        var current = owner;
        if (current == null || !timeline.trouble()) {
            return;
        }
        for (var back = 1 + timeline.upTo(3); back > 0; back--) {
            var before = current.positions.getOrDefault(strand, 0) - 1;
            if (before < 0 || isFinal(log.read(strand, before).value()) || log.isOfFormerLife(strand, before)) {
                break;
            }
            current.positions.put(strand, before);
        }
        deliver(strand);
    }

    private static boolean isFinal(@Nullable Object value) {
        return value == null || value instanceof TenantSettings tenant && tenant.reset() != null;
    }

    /** Lets the owner do what is due. */
    void tick() {
        if (owner != null) {
            owner.work.tick(timeline.now());
            owner.pending = true;
            ended(owner);
        }
    }

    Instant nextDueOr(Instant other) {
        return owner == null
                ? other
                : owner.work
                        .nextDue(timeline.now())
                        .filter(due -> due.isBefore(other))
                        .orElse(other);
    }

    /** A decision is finished: it is committed now, together with later ones, or not at all. */
    private void ended(Tenure current) {
        if (timeline.mishap(0.008)) {
            timeline.note(() -> name + ": transaction undone");
            if (flaws.contains(Flaw.PUBLISHES_WHAT_WAS_UNDONE)) {
                current.output.stream()
                        .filter(entry -> entry.topic() == Topic.INTENTS)
                        .forEach(this::publish);
            }
            succeed();
        } else if (timeline.mishap(0.3)) {
            timeline.after(timeline.within(Duration.ofMillis(100)), () -> {
                if (owner == current) {
                    current.commit();
                }
            });
        } else {
            current.commit();
        }
    }

    /** The owner is lost; it may continue for a while without knowing it, and the next one may be late. */
    void loseOwner() {
        var former = owner;
        if (former == null) {
            return;
        }
        timeline.note(() -> name + ": owner lost");
        owner = null;
        timeline.after(timeline.within(Duration.ofSeconds(timeline.coin(0.3) ? 20 : 1)), this::succeed);
        if (timeline.coin(0.6)) {
            for (var i = 0; i < 4; i++) {
                timeline.after(timeline.within(Duration.ofSeconds(30)), () -> goOnWithoutTask(former));
            }
        }
    }

    private void goOnWithoutTask(Tenure former) {
        for (var strand : log.strandsOf(inputs)) {
            if (timeline.coin(0.5)) {
                former.takeNext(strand);
            }
        }
        former.work.tick(timeline.now());
        former.pending = true;
        if (owner != null) { // before another owner has the task, none is fenced
            former.commit();
        }
    }

    private void succeed() {
        owner = new Tenure();
        for (var strand : log.strandsOf(inputs)) {
            if (owner.positions.getOrDefault(strand, 0) < log.end(strand)) {
                timeline.after(timeline.within(SOON), () -> deliver(strand));
            }
        }
    }

    S committedState() {
        return committed.state();
    }
}
