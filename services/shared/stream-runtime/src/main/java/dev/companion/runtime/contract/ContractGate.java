package dev.companion.runtime.contract;

import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.failure.CertificateWords;
import dev.companion.runtime.failure.FailureWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts work only after brokers and registry answer and agree with the contract of this build. Waits outside the start
 * of the application, so that its health endpoint answers meanwhile and says what it waits for. A refusal is no end: it
 * is looked at again, because a person may mend its cause at any time.
 */
public final class ContractGate implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(ContractGate.class);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private static final int REMIND_EVERY = 20;

    /** A condition that must hold before any work, and the system that is asked. */
    public record Precondition(String whom, Attempt attempt) {}

    /** Returns when the precondition holds; throws a {@link ContractException} if a person must mend something first. */
    public interface Attempt {
        void run() throws InterruptedException;
    }

    /**
     * @param waitingFor in words; empty if the contract holds
     * @param because what the latest look found; null if it found nothing wrong
     * @param refused whether a person must mend something
     */
    private record Standing(String waitingFor, @Nullable String because, boolean refused) {}

    private final String service;
    private final List<Precondition> preconditions;
    private final Duration lookAgain;

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean open;
    private volatile @Nullable Thread waiting;
    private volatile Standing standing = new Standing("its start", null, false);

    /** @param lookAgain time between a refusal and the next look */
    public ContractGate(String service, List<Precondition> preconditions, Duration lookAgain) {
        this.service = service;
        this.preconditions = List.copyOf(preconditions);
        this.lookAgain = lookAgain;
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
        // An address may contain a password, and the name of a precondition is in health and in the log.
        var registry = properties.registry().url().replaceAll("//[^/@,]*@", "//");
        preconditions.add(new Precondition("the schema registry at " + registry, schemas::settle));
        return new ContractGate(
                properties.service(), preconditions, properties.contract().lookAgain());
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

    /** Completes when the contract holds and work has started. */
    public CompletableFuture<Void> opened() {
        return opened;
    }

    /** What it waits for, in words; empty when it waits for nothing. */
    public String waitingFor() {
        return standing.waitingFor();
    }

    /** What the latest look found, in words; empty if nothing is wrong. */
    public Optional<String> because() {
        return Optional.ofNullable(standing.because());
    }

    /** Why work cannot start until a person has mended something; empty if that is not so. */
    public Optional<String> refusal() {
        var now = standing;
        return now.refused() ? Optional.of(now.waitingFor()) : Optional.empty();
    }

    /** For a program that ends with a refusal: returns when the contract holds, and throws the first refusal. */
    public void awaitOpened() throws InterruptedException {
        while (!opened.isDone()) {
            var refusal = refusal();
            if (refusal.isPresent()) {
                throw new ContractException(refusal.get());
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    @Override
    public void start() {
        waiting = Thread.ofVirtual().name("contract of " + service).start(this::waitAndOpen);
    }

    private void waitAndOpen() {
        try {
            for (var looks = 1; !look(looks); looks++) {
                Thread.sleep(lookAgain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether work has started. */
    private boolean look(int looks) throws InterruptedException {
        try {
            for (var precondition : preconditions) {
                await(precondition.whom(), precondition.attempt());
            }
            open();
            standing = new Standing("", null, false);
            if (looks > 1) {
                LOGGER.atInfo().addKeyValue(LogKeys.SERVICE, service).log("service starts after a refusal");
            }
            opened.complete(null);
            return true;
        } catch (RuntimeException e) {
            refuse(String.valueOf(e.getMessage()), looks);
            return false;
        }
    }

    /** Says a reason once, and reminds of it every ten minutes. */
    private void refuse(String reason, int looks) {
        var isNew = refusal().filter(reason::equals).isEmpty();
        standing = new Standing(reason, reason, true);
        if (isNew || looks % REMIND_EVERY == 0) {
            LOGGER.atError()
                    .addKeyValue(LogKeys.SERVICE, service)
                    .addKeyValue(LogKeys.REASON, reason)
                    .log("service cannot start now and looks again later");
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
        waitFor(whom, null);
        var pause = Duration.ofMillis(100);
        for (var tries = 1; ; tries++) {
            try {
                attempt.run();
                return;
            } catch (KafkaException | SchemaContract.NotReachable e) {
                var certificate = CertificateWords.of(e, truststore(e));
                if (certificate.isPresent()) {
                    throw new ContractException("%s: %s".formatted(whom, certificate.get()));
                }
                if (e instanceof AuthenticationException) {
                    throw refused(whom, e, "Check companion.kafka.credentials, and the user in the cluster");
                }
                if (e instanceof AuthorizationException) {
                    throw refused(whom, e, "companion admin acls plan prints the rights that it needs");
                }
                waitFor(whom, FailureWords.root(e));
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

    private static ContractException refused(String whom, RuntimeException e, String remedy) {
        return new ContractException("%s refuses this service: %s (%s)".formatted(whom, e.getMessage(), remedy));
    }

    private static String truststore(RuntimeException failure) {
        return failure instanceof SchemaContract.NotReachable
                ? "schema.registry.ssl.truststore.location"
                : "ssl.truststore.location";
    }

    /** A refusal stays the reason until the look after it has got further. */
    private void waitFor(String whom, @Nullable String because) {
        if (because != null || refusal().isEmpty()) {
            standing = new Standing(whom, because, false);
        }
    }

    /** Starts everything; what fails is started again at the next look. */
    private void open() {
        RuntimeException failure = null;
        while (true) {
            List<Runnable> now;
            synchronized (held) {
                if (held.isEmpty()) {
                    open = true;
                    return;
                }
                now = List.copyOf(held);
            }
            for (var start : now) {
                try {
                    start.run();
                    synchronized (held) {
                        held.remove(start);
                    }
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
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
