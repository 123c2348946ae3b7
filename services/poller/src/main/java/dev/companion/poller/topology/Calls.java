package dev.companion.poller.topology;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of one task that are under way, and their answers on the way back to the stream thread. Bounded by the
 * slots, which all tasks share. Made anew each time the task is taken up: an answer to a question that was asked before
 * a partition was lost finds nobody.
 */
final class Calls {

    /** A poll's place in the line for a slot. Polls of other tasks wait in the same line. */
    private record Turn(Calls task, Object poll) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(Calls.class);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

    private final Executor executor;
    private final CallSlots slots;
    private final Queue<Consumer<Instant>> answers = new ConcurrentLinkedQueue<>();
    private @Nullable Turn turn;
    private boolean asked;
    private int underWay;
    private Instant lastStartedAt = Instant.EPOCH;

    Calls(Executor executor, CallSlots slots) {
        this.executor = executor;
        this.slots = slots;
    }

    /** Lets a poll do what it can; one that waited for a slot and asks for none this time leaves the line. */
    <T> T look(Object poll, Supplier<T> work) {
        turn = new Turn(this, poll);
        asked = false;
        try {
            return work.get();
        } finally {
            if (!asked) {
                leave(poll);
            }
            turn = null;
        }
    }

    /** It does not wait for a slot any more. */
    void leave(Object poll) {
        slots.leave(new Turn(this, poll));
    }

    /** The polls of this task that would get a slot now. */
    <P> List<P> nextInLine(Class<P> type) {
        return slots.next().stream()
                .flatMap(waiting -> waiting instanceof Turn(var task, var poll) && task == this
                        ? Stream.of(type.cast(poll))
                        : Stream.of())
                .toList();
    }

    /**
     * Starts a request of the poll that is looked at, if it is its turn for a slot.
     *
     * @param request blocks; runs elsewhere and may not touch anything of the task
     * @param instead the answer in place of an exception: that is a bug of ours, and no reason to stop other tenants
     * @param whenAnswered runs on the stream thread, at {@link #takeAnswers}
     */
    <A> boolean tryCall(Supplier<A> request, A instead, BiConsumer<A, Instant> whenAnswered, Instant now) {
        asked = true;
        if (!slots.tryTake(requireNonNull(turn, "a call outside of a look"), now)) {
            return false;
        }
        underWay++;
        lastStartedAt = now;
        executor.execute(() -> {
            var answer = instead;
            try {
                answer = request.get();
            } catch (RuntimeException bug) {
                LOGGER.atError().setCause(bug).log("request ended in an exception");
            } finally {
                slots.giveBack();
                var taken = answer;
                answers.add(at -> whenAnswered.accept(taken, at));
            }
        });
        return true;
    }

    /** Hands out the answers that have come, and says whether there were any. */
    boolean takeAnswers(Instant now) {
        var any = false;
        for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
            underWay--;
            any = true;
            answer.accept(now);
        }
        return any;
    }

    /**
     * When to look for answers; empty where none is awaited. The longer it takes the less often, as each look ends in
     * a commit: it adds a tenth to the time that has passed anyway.
     */
    Optional<Instant> nextLook(Instant now) {
        if (underWay == 0) {
            return Optional.empty();
        }
        var tenth = Duration.between(lastStartedAt, now).dividedBy(10);
        if (tenth.compareTo(LONGEST_LOOK) > 0) {
            tenth = LONGEST_LOOK;
        }
        return Optional.of(now.plus(tenth.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : tenth));
    }
}
