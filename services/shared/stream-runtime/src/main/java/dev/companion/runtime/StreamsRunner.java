package dev.companion.runtime;

import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.failure.FailureKind;
import dev.companion.runtime.failure.FailureWords;
import dev.companion.runtime.health.Stability;
import dev.companion.runtime.log.RepeatedLines;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the service's topology once the contract holds. A thread that fails for a transient reason is replaced, within a
 * budget. A fatal failure, or one failure too many, stops the service so that its supervisor notices.
 */
public final class StreamsRunner implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamsRunner.class);
    private static final int REPLACEMENTS_MAX = 20;
    private static final Duration REPLACEMENTS_WINDOW = Duration.ofMinutes(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(7);

    private final ContractGate gate;
    private final Topology topology;
    private final Properties config;
    private final java.util.function.LongSupplier nanos;
    private final java.util.function.Consumer<KafkaStreams> onCreated;
    private final Runnable onDead;
    private final Deque<Long> replacements = new ArrayDeque<>();
    private final Stability stability = new Stability();
    private final RepeatedLines lines = new RepeatedLines();

    private volatile @Nullable KafkaStreams streams;
    private volatile boolean running;
    private volatile boolean ended;

    StreamsRunner(
            ContractGate gate,
            Topology topology,
            Properties config,
            java.util.function.LongSupplier nanos,
            java.util.function.Consumer<KafkaStreams> onCreated,
            Runnable onDead) {
        this.gate = gate;
        this.topology = topology;
        this.config = config;
        this.nanos = nanos;
        this.onCreated = onCreated;
        this.onDead = onDead;
    }

    @Override
    public void start() {
        running = true;
        gate.whenOpen(() -> {
            if (running) {
                startStreams();
            }
        });
    }

    private void startStreams() {
        var created = new KafkaStreams(topology, config);
        created.setUncaughtExceptionHandler(this::onUncaught);
        created.setStateListener((to, from) -> {
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.SERVICE, config.get(StreamsConfig.APPLICATION_ID_CONFIG))
                    .addKeyValue(LogKeys.FROM, from)
                    .addKeyValue(LogKeys.TO, to)
                    .log("streams state changed");
            if (to == KafkaStreams.State.ERROR) {
                onDead.run();
            }
        });
        onCreated.accept(created);
        streams = created;
        created.start();
    }

    /**
     * A failure of another system is retried for ever, with growing pauses. A poison record never arrives here, so what
     * looks like one is a failing timer, which is worth some more attempts.
     */
    StreamThreadExceptionResponse onUncaught(Throwable failure) {
        var root = failure instanceof StreamsException && failure.getCause() != null ? failure.getCause() : failure;
        var kind = FailureKind.of(root);
        var withinBudget = withinBudget();
        var replace = kind == FailureKind.TRANSIENT || (kind == FailureKind.POISON && withinBudget);
        stability.failed(FailureWords.withoutContents(failure), nanos.getAsLong());
        if (replace) {
            pause();
            stability.recovered(nanos.getAsLong());
        } else {
            ended = true;
        }
        if (replace) {
            lines.log(
                    "thread " + failure.getClass().getName() + " "
                            + root.getClass().getName(),
                    count -> lines.because(line(kind).addKeyValue(LogKeys.COUNT, count), "thread", failure)
                            .log("stream thread failed and is replaced"));
        } else {
            line(kind).setCause(failure).log("stream thread failed and the service stops");
        }
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private LoggingEventBuilder line(FailureKind kind) {
        return LOGGER.atError()
                .addKeyValue(LogKeys.SERVICE, config.get(StreamsConfig.APPLICATION_ID_CONFIG))
                .addKeyValue(LogKeys.KIND, kind);
    }

    private void pause() {
        int recent;
        synchronized (this) {
            recent = replacements.size();
        }
        try {
            Thread.sleep(Duration.ofSeconds(Math.min(30, 1L << Math.min(recent, 5))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean withinBudget() {
        var now = nanos.getAsLong();
        while (!replacements.isEmpty() && now - replacements.peekFirst() > REPLACEMENTS_WINDOW.toNanos()) {
            replacements.removeFirst();
        }
        replacements.addLast(now);
        return replacements.size() <= REPLACEMENTS_MAX;
    }

    /** The state of Kafka Streams by its own name, or "WAITING" before the contract holds. */
    public String state() {
        var current = streams;
        return current == null ? "WAITING" : current.state().name();
    }

    /** Why the streams cannot be relied on now, in a sentence; empty if all threads work and none failed lately. */
    public Optional<String> trouble() {
        var failure = stability.trouble(nanos.getAsLong());
        if (failure.isPresent()) {
            return failure.map(trouble -> ended
                    ? "The streams have ended: " + trouble.reason()
                    : "A stream thread is replaced. " + trouble.words());
        }
        var state = state();
        if (!state.equals(KafkaStreams.State.RUNNING.name())) {
            return Optional.of("Kafka Streams is " + state + ".");
        }
        var alive = alive();
        var expected = threads();
        return alive < expected
                ? Optional.of("%d of %d stream threads are alive.".formatted(alive, expected))
                : Optional.empty();
    }

    /** Whether a thread failed within the last minute. */
    boolean failedLately() {
        return stability.failedWithin(Duration.ofMinutes(1), nanos.getAsLong());
    }

    private int threads() {
        var threads = config.get(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
        return threads == null ? 1 : Integer.parseInt(threads.toString());
    }

    private int alive() {
        var current = streams;
        try {
            return current == null
                    ? 0
                    : (int) current.metadataForLocalThreads().stream()
                            .filter(thread -> !thread.threadState().equals("DEAD"))
                            .count();
        } catch (IllegalStateException e) { // its state has changed meanwhile
            return 0;
        }
    }

    /** Records that are still to be read back into the stores. */
    long restoring() {
        var current = streams;
        return current == null
                ? 0
                : current.metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals("restore-remaining-records-total"))
                        .map(metric -> metric.getValue().metricValue())
                        .filter(Number.class::isInstance)
                        .mapToLong(value -> ((Number) value).longValue())
                        .sum();
    }

    @Override
    public void stop() {
        running = false;
        var current = streams;
        if (current != null) {
            // An instance that stops on purpose leaves the group; otherwise the next owner waits until the session
            // times out.
            current.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
