package dev.companion.runtime;

import dev.companion.runtime.log.RepeatedLines;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the answers of calls that run outside the stream thread back to it. A controller asks for a call by an emission,
 * its service starts it here, and the answer becomes an input of the controller. An inbox belongs to one opened
 * controller: answers to the calls of a controller that was dropped are dropped too.
 */
public final class Inbox<I> {

    private static final Logger LOGGER = LoggerFactory.getLogger(Inbox.class);
    private static final RepeatedLines LINES = new RepeatedLines();
    private static final Duration LOOK_MIN = Duration.ofMillis(20);
    private static final Duration LOOK_MAX = Duration.ofMillis(200);

    private final Queue<I> delivered = new ConcurrentLinkedQueue<>();
    private int outstanding;
    private Instant lastStartedAt = Instant.MIN;

    /**
     * Starts a call. Stream thread only.
     *
     * @param call blocks; runs on the executor and must not touch anything of the task
     * @param onBug the input in place of an exception, which is a bug: a call reports its expected failures as inputs
     */
    public void start(Executor executor, Supplier<I> call, Function<RuntimeException, I> onBug, Instant now) {
        outstanding++;
        lastStartedAt = now;
        executor.execute(() -> {
            I input;
            try {
                input = call.get();
            } catch (RuntimeException bug) {
                log(bug);
                input = onBug.apply(bug);
            }
            delivered.add(input);
        });
    }

    private static void log(RuntimeException bug) {
        var type = bug.getClass().getName();
        LINES.log(
                type,
                count -> LINES.because(LOGGER.atError().addKeyValue(LogKeys.COUNT, count), "call", bug)
                        .log("call ended with an exception"));
    }

    /** Returns the next input that has arrived, or null. Stream thread only. */
    @Nullable I poll() {
        var input = delivered.poll();
        if (input != null) {
            outstanding--;
        }
        return input;
    }

    /** Returns how many calls have been started and not been taken back yet. */
    public int outstanding() {
        return outstanding;
    }

    /**
     * Returns when to look for inputs; empty if none is outstanding. Each look ends in a commit, so the longer a call
     * takes, the fewer looks there are: a look delays an answer by about a tenth of the time it has taken.
     */
    Optional<Instant> nextLook(Instant now) {
        if (outstanding == 0) {
            return Optional.empty();
        }
        var tenth = Duration.between(lastStartedAt, now).dividedBy(10);
        var wait = tenth.compareTo(LOOK_MAX) > 0 ? LOOK_MAX : tenth.compareTo(LOOK_MIN) < 0 ? LOOK_MIN : tenth;
        return Optional.of(now.plus(wait));
    }
}
