package dev.companion.runtime.health;

import dev.companion.runtime.LogKeys;
import dev.companion.runtime.failure.CertificateWords;
import dev.companion.runtime.failure.FailureWords;
import dev.companion.runtime.log.RepeatedLines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the brokers every two seconds whether they are there. Consumers and streams do not tell: without a broker they
 * only receive nothing, for minutes.
 */
public final class BrokerWatch implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerWatch.class);
    private static final RepeatedLines LINES = new RepeatedLines();
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(6);

    private final String whom;
    private final Map<String, Object> adminConfig;
    private final LongSupplier nanos;
    private final List<Runnable> everyTime = new CopyOnWriteArrayList<>();

    private volatile @Nullable Long answeredAt;
    private volatile String reason = "has not answered yet";
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    /** @param whom the brokers' addresses, for people */
    public BrokerWatch(String whom, Map<String, Object> adminConfig, LongSupplier nanos) {
        this.whom = whom;
        this.adminConfig = Map.copyOf(adminConfig);
        this.nanos = nanos;
    }

    /** Runs {@code check} after each question, whatever the answer is. */
    public void everyTime(Runnable check) {
        everyTime.add(check);
    }

    /** What is wrong with the brokers, in a sentence; empty if one has answered within the last seconds. */
    public Optional<String> trouble() {
        var at = answeredAt;
        if (at != null && nanos.getAsLong() - at <= SILENCE_MAX.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(
                at == null
                        ? "Kafka at %s does not answer: %s".formatted(whom, reason)
                        : "Kafka at %s has not answered for %d s: %s"
                                .formatted(
                                        whom,
                                        Duration.ofNanos(nanos.getAsLong() - at).toSeconds(),
                                        reason));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("broker watch").start(this::watch);
    }

    private void watch() {
        while (running) {
            try (var admin = Admin.create(adminConfig)) {
                while (running) {
                    ask(admin);
                    everyTime.forEach(BrokerWatch::run);
                    Thread.sleep(EVERY);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException e) { // the settings of the client are wrong
                reason = FailureWords.root(e);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(EVERY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ask(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) ANSWER_WITHIN.toMillis()))
                    .nodes()
                    .get();
            answeredAt = nanos.getAsLong();
        } catch (ExecutionException e) {
            reason = CertificateWords.of(e, "ssl.truststore.location").orElseGet(() -> FailureWords.root(e));
        }
    }

    private static void run(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            var detail = String.valueOf(e.getMessage());
            LINES.log(
                    detail,
                    count -> LOGGER.atWarn()
                            .addKeyValue(LogKeys.DETAIL, detail)
                            .addKeyValue(LogKeys.COUNT, count)
                            .log("a check failed"));
        }
    }

    @Override
    public void stop() {
        running = false;
        var watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
