package dev.companion.runtime.contract;

import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.RuntimeProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts work only after brokers and registry answer and agree with the contract of this build. Waits outside the start
 * of the application, so that its health endpoint answers meanwhile and says what it waits for.
 */
public final class ContractGate implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(ContractGate.class);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** A condition that must hold before any work, and the system that is asked. */
    public record Precondition(String whom, Attempt attempt) {}

    /** Returns when the precondition holds; throws a {@link ContractException} if it never will. */
    public interface Attempt {
        void run() throws InterruptedException;
    }

    private final String service;
    private final List<Precondition> preconditions;

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean open;
    private volatile @Nullable Thread waiting;
    private volatile String waitingFor = "its start";

    public ContractGate(String service, List<Precondition> preconditions) {
        this.service = service;
        this.preconditions = List.copyOf(preconditions);
    }

    /**
     * Brokers, then the registry.
     *
     * @param before what must hold before either is asked
     */
    public static ContractGate of(
            RuntimeProperties properties,
            KafkaClients clients,
            TopicContract topics,
            SchemaContract schemas,
            List<Precondition> before) {
        var preconditions = new ArrayList<>(before);
        preconditions.add(
                new Precondition("Kafka at " + properties.kafka().bootstrapServers(), () -> settle(clients, topics)));
        preconditions.add(new Precondition(
                "the schema registry at " + properties.registry().url(), schemas::settle));
        return new ContractGate(properties.service(), preconditions);
    }

    /** Runs {@code start} as soon as the contract holds: now, if it does already. */
    public void whenOpen(Runnable start) {
        synchronized (held) {
            if (!open) {
                held.add(start);
                return;
            }
        }
        start.run();
    }

    /** Completes when the contract holds; fails with a {@link ContractException} if it cannot. */
    public CompletableFuture<Void> opened() {
        return opened;
    }

    /** What it waits for, in words; empty when it waits for nothing. */
    public String waitingFor() {
        return waitingFor;
    }

    @Override
    public void start() {
        waiting = Thread.ofVirtual().name("contract of " + service).start(this::waitAndOpen);
    }

    private void waitAndOpen() {
        try {
            for (var precondition : preconditions) {
                await(precondition.whom(), precondition.attempt());
            }
            waitingFor = "";
            open();
            opened.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            waitingFor = String.valueOf(e.getMessage());
            LOGGER.atError()
                    .addKeyValue(LogKeys.SERVICE, service)
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("service cannot start");
            opened.completeExceptionally(e);
        }
    }

    private static void settle(KafkaClients clients, TopicContract topics) throws InterruptedException {
        try (var admin = Admin.create(clients.adminConfig())) {
            topics.settle(admin);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /** Retries for ever while the other side does not answer; a wrong answer ends the wait. */
    private void await(String whom, Attempt attempt) throws InterruptedException {
        waitingFor = whom;
        var pause = Duration.ofMillis(100);
        for (var tries = 1; ; tries++) {
            try {
                attempt.run();
                return;
            } catch (KafkaException | SchemaContract.NotReachable e) {
                if (e instanceof org.apache.kafka.common.errors.AuthorizationException
                        || e instanceof org.apache.kafka.common.errors.AuthenticationException) {
                    throw new ContractException("%s refuses this service: %s".formatted(whom, e.getMessage()));
                }
                if (tries % 10 == 3) {
                    LOGGER.atInfo()
                            .addKeyValue(LogKeys.SERVICE, service)
                            .addKeyValue(LogKeys.WAITING_FOR, whom)
                            .addKeyValue(LogKeys.DETAIL, e.getMessage())
                            .log("waiting");
                }
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    private void open() {
        List<Runnable> now;
        synchronized (held) {
            open = true;
            now = List.copyOf(held);
            held.clear();
        }
        now.forEach(Runnable::run);
    }

    @Override
    public void stop() {
        var thread = waiting;
        if (thread != null) {
            thread.interrupt();
        }
        waiting = null;
    }

    @Override
    public boolean isRunning() {
        return waiting != null;
    }

    /** Late, so that most users have registered by then; later ones are notified at once. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
