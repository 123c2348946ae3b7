package dev.companion.runtime;

import dev.companion.runtime.log.RepeatedLines;
import dev.companion.runtime.tracing.Traces;
import dev.companion.runtime.tracing.Traces.Started;
import io.opentelemetry.api.trace.SpanContext;
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

    /** @param call the span of the call; invalid if it has none */
    record Delivered<I>(I input, SpanContext call) {}

    /**
     * What a call does.
     *
     * @param api as in metrics
     * @param step what is asked, in one word
     * @param call blocks; must not touch anything of the task
     * @param verdict what the answer amounts to, in one word
     * @param onBug the input in place of an exception, which is a bug: a call reports its expected failures as inputs
     */
    public record Call<I>(
            String api,
            String step,
            Supplier<I> call,
            Function<I, String> verdict,
            Function<RuntimeException, I> onBug) {}

    private final Traces traces;
    private final Queue<Delivered<I>> delivered = new ConcurrentLinkedQueue<>();
    private int outstanding;
    private Instant lastStartedAt = Instant.MIN;

    Inbox(Traces traces) {
        this.traces = traces;
    }

    /** Starts a call on the executor. It has a span, if it is sampled. Stream thread only. */
    public void start(Executor executor, Call<I> work, Instant now) {
        outstanding++;
        lastStartedAt = now;
        var from = Started.here();
        executor.execute(() -> {
            try (var span = traces.read(from, work.api(), work.step())) {
                I input;
                try {
                    input = work.call().get();
                    span.tag(LogKeys.VERDICT, work.verdict().apply(input));
                } catch (RuntimeException bug) {
                    log(bug);
                    span.failed(bug);
                    input = work.onBug().apply(bug);
                }
                delivered.add(new Delivered<>(input, Traces.current()));
            }
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
    @Nullable Delivered<I> poll() {
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
