package dev.companion.provisioner.execution;

import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.Step;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.log.RepeatedLines;
import dev.companion.runtime.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/**
 * Reads intents and makes each call at most once: the offsets of a batch are committed before any of its calls starts,
 * so no intent is delivered again. If the process dies in between, the intent has no outcome, which the protocol
 * provides for.
 *
 * <p>Meters: {@code companion.provisioner.calls} by api, step and verdict; their sum is the number of intents read less
 * those that were running when a process died.
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
    private final Traces traces;
    private final RepeatedLines lines = new RepeatedLines();

    /**
     * @param callTimeout longest duration of one call; no call starts later than that before its deadline
     * @param callsMax calls running at the same time
     */
    public IntentListener(
            VendorClients clients,
            OutcomePublisher publisher,
            InstantSource clock,
            Duration callTimeout,
            int callsMax,
            MeterRegistry meters,
            Traces traces) {
        this.executor = new StepExecutor(clients, clock);
        this.publisher = publisher;
        this.clock = clock;
        this.callTimeout = callTimeout;
        this.underWay = new Semaphore(callsMax);
        this.meters = meters;
        this.traces = traces;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, Intent>> records, @Nullable Consumer<?, ?> consumer) {
        if (!committed(Objects.requireNonNull(consumer, "consumer"), records.size())) {
            return;
        }
        for (var record : records) {
            var intent = record.value();
            if (intent == null) { // gets no outcome, which the protocol provides for
                lines.log(
                        "unreadable",
                        count -> LOGGER.atError()
                                .addKeyValue(LogKeys.TOPIC, record.topic())
                                .addKeyValue(LogKeys.PARTITION, record.partition())
                                .addKeyValue(LogKeys.OFFSET, record.offset())
                                .addKeyValue(LogKeys.COUNT, count)
                                .log("unreadable intent skipped"));
            } else if (clock.instant().isBefore(intent.getDeadline())) {
                calls.execute(() -> answer(record.key(), intent, record.headers()));
            } else { // the planner treats its outcome as unknown by now; an outcome from here could only mislead it
                lines.log(
                        "past its deadline",
                        count -> LOGGER.atWarn()
                                .addKeyValue(LogKeys.CALL_ID, intent.getCallId())
                                .addKeyValue(LogKeys.STEP, intent.getStep())
                                .addKeyValue(LogKeys.COUNT, count)
                                .log("intent past its deadline skipped"));
            }
        }
    }

    /**
     * Commits everything that was polled, before the first call. If that fails, another consumer may receive the same
     * intents: then none of them is called here, and none is reported as not called. The planner treats their outcomes
     * as unknown.
     */
    private boolean committed(Consumer<?, ?> consumer, int count) {
        try {
            consumer.commitSync();
            return true;
        } catch (KafkaException e) {
            log(e, "claim", _ -> LOGGER.atWarn().addKeyValue(LogKeys.COUNT, count), "intents not claimed, none called");
            return false;
        }
    }

    private void answer(String key, Intent intent, Headers headers) {
        try {
            underWay.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try (var span = traces.call(headers, api(intent.getStep()), lower(intent.getStep()))) {
            span.tag(LogKeys.CALL_ID, intent.getCallId())
                    .tag(LogKeys.TENANT_ID, intent.getTenantId())
                    .tag(LogKeys.SITE_UID, intent.getSiteUid());
            var outcome = call(intent);
            span.tag(LogKeys.VERDICT, lower(outcome.getVerdict()));
            publish(key, outcome);
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
            log(
                    e,
                    "call",
                    count -> LOGGER.atError()
                            .addKeyValue(LogKeys.CALL_ID, intent.getCallId())
                            .addKeyValue(LogKeys.STEP, intent.getStep())
                            .addKeyValue(LogKeys.COUNT, count),
                    "call ended with an exception");
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
                        lower(outcome.getStep()),
                        "verdict",
                        lower(outcome.getVerdict()))
                .increment();
        LOGGER.atDebug()
                .addKeyValue(LogKeys.CALL_ID, outcome.getCallId())
                .addKeyValue(LogKeys.SITE_UID, outcome.getSiteUid())
                .addKeyValue(LogKeys.STEP, outcome.getStep())
                .addKeyValue(LogKeys.VERDICT, outcome.getVerdict())
                .addKeyValue(LogKeys.REASON, outcome.getReason())
                .log("call ended");
        publisher.publish(key, outcome).whenComplete((_, failure) -> log(outcome, failure));
    }

    /** The name that the API has in the metrics of every service. */
    private static String api(Step step) {
        return step == Step.UNKNOWN
                ? lower(step)
                : switch (StepKind.valueOf(step.name()).vendor()) {
                    case DATTO -> "datto_rmm";
                    case GRAVITYZONE -> "gravityzone";
                };
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** Running calls get a moment to end; the rest is interrupted, and its outcomes are unknown. */
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

    /** The protocol recovers from a lost outcome, so it is only logged. */
    private void log(Outcome outcome, @Nullable Throwable failure) {
        if (failure != null) {
            log(
                    failure,
                    "outcome",
                    count -> LOGGER.atWarn()
                            .addKeyValue(LogKeys.CALL_ID, outcome.getCallId())
                            .addKeyValue(LogKeys.STEP, outcome.getStep())
                            .addKeyValue(LogKeys.COUNT, count),
                    "outcome not published, counts as unknown after its deadline");
        }
    }

    /** A thousand calls that fail in one way are one line a minute. */
    private void log(Throwable failure, String what, LongFunction<LoggingEventBuilder> line, String message) {
        lines.log(
                what + " " + failure.getClass().getName(),
                count -> lines.because(line.apply(count), what, failure).log(message));
    }
}
