package dev.companion.provisioner.execution;

import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.Step;
import dev.companion.runtime.LogKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/**
 * Takes intents off their topic and has each called at most once: the offsets of a batch are committed before any of
 * its calls begins, so no intent is ever delivered again. One that dies in between shows as an intent without an
 * outcome, which is what the protocol provides for.
 *
 * <p>Meters: {@code companion.provisioner.calls} by api, step and verdict; their sum is the number of intents taken off the
 * topic less those that were under way when a process died.
 */
public final class IntentListener implements BatchConsumerAwareMessageListener<String, Intent>, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(IntentListener.class);
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private final StepExecutor executor;
    private final OutcomePublisher publisher;
    private final InstantSource clock;
    private final Duration callTimeout;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore underWay;
    private final MeterRegistry meters;

    /**
     * @param callTimeout the longest that one call may take; none begins later than that before its deadline
     * @param callsMax calls under way at the same time
     */
    public IntentListener(
            VendorClients clients,
            OutcomePublisher publisher,
            InstantSource clock,
            Duration callTimeout,
            int callsMax,
            MeterRegistry meters) {
        this.executor = new StepExecutor(clients, clock);
        this.publisher = publisher;
        this.clock = clock;
        this.callTimeout = callTimeout;
        this.underWay = new Semaphore(callsMax);
        this.meters = meters;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, Intent>> records, @Nullable Consumer<?, ?> consumer) {
        if (!committed(Objects.requireNonNull(consumer, "consumer"), records.size())) {
            return;
        }
        for (var record : records) {
            var intent = record.value();
            if (intent == null) { // gets no outcome, which the protocol provides for
                LOGGER.atError()
                        .addKeyValue(LogKeys.TOPIC, record.topic())
                        .addKeyValue(LogKeys.PARTITION, record.partition())
                        .addKeyValue(LogKeys.OFFSET, record.offset())
                        .log("intent cannot be read and is not called");
            } else if (clock.instant().isBefore(intent.getDeadline())) {
                calls.execute(() -> answer(record.key(), intent));
            } else { // whoever planned it has long begun to find out; a word from here could only mislead
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.CALL_ID, intent.getCallId())
                        .addKeyValue(LogKeys.STEP, intent.getStep())
                        .log("intent is past its deadline and is passed over");
            }
        }
    }

    /**
     * Everything that was polled, once and for all, before the first call. Where that fails, somebody else may be given
     * the same intents: then none of them is called here, nor said not to have been. Whoever planned them finds out.
     */
    private static boolean committed(Consumer<?, ?> consumer, int count) {
        try {
            consumer.commitSync();
            return true;
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.COUNT, count)
                    .setCause(e)
                    .log("intents cannot be claimed and are not called");
            return false;
        }
    }

    private void answer(String key, Intent intent) {
        try {
            underWay.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            publish(key, call(intent));
        } finally {
            underWay.release();
        }
    }

    private Outcome call(Intent intent) {
        var now = clock.instant();
        if (!now.isBefore(lastStart(intent))) {
            return Outcomes.tooLate(intent, now);
        }
        try {
            return executor.execute(intent);
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue(LogKeys.CALL_ID, intent.getCallId())
                    .addKeyValue(LogKeys.STEP, intent.getStep())
                    .setCause(e)
                    .log("call ended unexpectedly");
            return Outcomes.died(intent, StepExecutor.hasEffect(intent.getStep()), clock.instant());
        }
    }

    private Instant lastStart(Intent intent) {
        return intent.getDeadline().minus(callTimeout);
    }

    private void publish(String key, Outcome outcome) {
        meters.counter(
                        "companion.provisioner.calls",
                        "api",
                        api(outcome.getStep()),
                        "step",
                        outcome.getStep().name(),
                        "verdict",
                        outcome.getVerdict().name())
                .increment();
        LOGGER.atDebug()
                .addKeyValue(LogKeys.CALL_ID, outcome.getCallId())
                .addKeyValue(LogKeys.SITE_UID, outcome.getSiteUid())
                .addKeyValue(LogKeys.STEP, outcome.getStep())
                .addKeyValue(LogKeys.VERDICT, outcome.getVerdict())
                .addKeyValue(LogKeys.REASON, outcome.getReason())
                .log("call answered");
        publisher.publish(key, outcome).whenComplete((_, failure) -> log(outcome, failure));
    }

    private static String api(Step step) {
        return step == Step.UNKNOWN
                ? "UNKNOWN"
                : StepKind.valueOf(step.name()).vendor().name();
    }

    /** Calls under way get a moment to end; the rest is interrupted, and found out by whoever comes next. */
    @Override
    public void close() {
        calls.shutdown();
        try {
            if (!calls.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.shutdownNow();
            }
        } catch (InterruptedException e) {
            calls.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** An outcome that is lost is found out again by the protocol; that is all there is to do about it. */
    private static void log(Outcome outcome, @Nullable Throwable failure) {
        if (failure != null) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.CALL_ID, outcome.getCallId())
                    .addKeyValue(LogKeys.STEP, outcome.getStep())
                    .setCause(failure)
                    .log("outcome cannot be published, it counts as unknown after its deadline");
        }
    }
}
