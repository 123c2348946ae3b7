package dev.companion.runtime;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.runtime.failure.ProcessingFailures;
import dev.companion.runtime.failure.UnreadableRecordException;
import dev.companion.runtime.tracing.DecisionTrace;
import dev.companion.runtime.tracing.Traces;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Controller} of one task. For each record: translate in, decide, translate out, then commit the ledger and
 * send the records. Kafka Streams puts both into one transaction.
 *
 * <p>A decision is all or nothing. If deciding or translating out throws, the buffered writes and the emissions are discarded,
 * the controller is dropped, and a new one is opened from the stores before the next decision. The exception is rethrown:
 * {@link ProcessingFailures} makes the record a dead letter, or replaces the thread if a timer was running. If committing
 * or sending fails, part of it may already be in the transaction, so the thread ends and the transaction is aborted.
 *
 * <p>There is one wake-up timer, set for the time at which the controller has something to do. A steady timer would cost
 * a transaction at each run while nothing happens.
 */
final class DecisionProcessor<I, E> implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Also bounds how late a decision is after the system's clock was set back. */
    private static final Duration TIMER_DELAY_MAX = Duration.ofMinutes(5);

    /** Ends the thread: a decision is stored in part, or its state cannot be read, and the transaction must be aborted. */
    static final class AbortedDecisionException extends KafkaException {

        AbortedDecisionException(String message, RuntimeException cause) {
            super(message, cause);
        }
    }

    private record Opened<I, E>(Controller<I, E> controller, TaskContext<I> task, Instant at) {}

    private final DecisionService<I, E> service;
    private final Traces traces;

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private ProcessorContext<String, SpecificRecord> context;

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private Ledger ledger;

    private @Nullable Opened<I, E> opened;
    private @Nullable Cancellable timer;
    private Instant timerAt = Instant.MAX;

    DecisionProcessor(DecisionService<I, E> service, Traces traces) {
        this.service = service;
        this.traces = traces;
    }

    /** May be called again after {@link #close}, when the task is revived. Nothing may be sent from here. */
    @Override
    public void init(ProcessorContext<String, SpecificRecord> initialised) {
        context = initialised;
        ledger = new Ledger(new StoreStorage(initialised));
        opened = null;
        timer = null;
        var now = now();
        setTimer(now, now);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        var now = now();
        var openedAt = open(now).at();
        var topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
        var inbound = InboundRecord.of(topic, record);
        var input = translated(inbound);
        if (input.isPresent()) {
            var trace =
                    traces.onRecord(service.name(), topic, record.key(), inbound.eventId(), record.headers(), openedAt);
            decide(controller -> controller.on(input.get(), now), trace, now);
            wakeUp(now);
        }
    }

    private Optional<I> translated(InboundRecord record) {
        try {
            return service.toInput(record);
        } catch (KafkaException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw new UnreadableRecordException(failure);
        }
    }

    @Override
    public void close() {
        stopTimer();
        opened = null;
        service.closed(taskId());
    }

    private void onTimer() {
        stopTimer();
        var now = now();
        var current = open(now);
        var inbox = current.task().inbox();
        for (var delivered = inbox.poll(); delivered != null; delivered = inbox.poll()) {
            var answer = delivered;
            decide(controller -> controller.on(answer.input(), now), onTimer(answer.call(), current.at()), now);
        }
        decide(controller -> controller.tick(now), onTimer(SpanContext.getInvalid(), current.at()), now);
        wakeUp(now);
    }

    private DecisionTrace onTimer(SpanContext answered, Instant openedAt) {
        return traces.onTimer(service.name(), answered, openedAt, service.sweeps());
    }

    private Opened<I, E> open(Instant now) {
        var current = opened;
        if (current != null) {
            return current;
        }
        var task = new TaskContext<>(taskId(), new Inbox<I>(traces));
        var fresh = new Opened<>(service.controller(ledger, task), task, now);
        opened = fresh;
        try {
            decide(controller -> controller.open(now), onTimer(SpanContext.getInvalid(), now), now);
        } catch (KafkaException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            // Not a fault of the record that happens to be at hand.
            throw new AbortedDecisionException("the state of task %s cannot be opened".formatted(taskId()), failure);
        }
        return fresh;
    }

    private void decide(Function<Controller<I, E>, List<E>> decision, DecisionTrace trace, Instant now) {
        try (trace) {
            trace.run(() -> traced(decision, trace, now));
        }
    }

    private void traced(Function<Controller<I, E>, List<E>> decision, DecisionTrace trace, Instant now) {
        var current = current();
        var out = new OutboundRecords(now);
        var done = false;
        try {
            decision.apply(current.controller()).forEach(emission -> service.write(emission, out, current.task()));
            commit(out, trace, now);
            done = true;
        } finally {
            if (!done) {
                ledger.discard();
                opened = null;
                setTimer(now, now);
            }
        }
        out.actions().forEach(Runnable::run);
        service.decided(current.controller(), taskId());
    }

    private Opened<I, E> current() {
        var current = opened;
        if (current == null) {
            throw new IllegalStateException("decision before the controller was opened");
        }
        return current;
    }

    private void commit(OutboundRecords out, DecisionTrace trace, Instant now) {
        try {
            ledger.commit();
            var headers = trace.headersOf(out.records(), OutboundRecords::described);
            for (var at = 0; at < headers.size(); at++) {
                var record = out.records().get(at);
                var sent = new Record<>(record.key(), record.value(), now.toEpochMilli(), headers.get(at));
                CloudEventHeaders.addSubject(sent.headers(), record.key());
                if (record.removal() != null) {
                    CloudEventHeaders.addTo(sent.headers(), record.removal());
                }
                context.forward(sent, TopicTopology.sinkName(record.topic()));
            }
        } catch (SerializationException failure) {
            throw new AbortedDecisionException("a decision cannot be stored", failure);
        } catch (KafkaException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw new AbortedDecisionException("a decision cannot be stored", failure);
        }
    }

    private void wakeUp(Instant now) {
        var current = opened;
        if (current == null) {
            return;
        }
        var due = current.controller().nextDue(now);
        var look = current.task().inbox().nextLook(now);
        var next = Stream.concat(due.stream(), look.stream()).min(Comparator.naturalOrder());
        setTimer(next.orElse(now.plus(TIMER_DELAY_MAX)), now);
    }

    private void setTimer(Instant due, Instant now) {
        var earliest = now.plus(service.timerDelayMin());
        var latest = now.plus(TIMER_DELAY_MAX);
        var at = due.isBefore(earliest) ? earliest : due.isAfter(latest) ? latest : due;
        if (timer != null && !at.isBefore(timerAt)) {
            return;
        }
        stopTimer();
        timerAt = at;
        timer = context.schedule(Duration.between(now, at), PunctuationType.WALL_CLOCK_TIME, _ -> onTimer());
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        timerAt = Instant.MAX;
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private String taskId() {
        return context.taskId().toString();
    }
}
