package dev.companion.poller.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Runs the polls of a task on its stream thread. There is no steady timer: each wall-clock punctuation ends in a commit,
 * which under exactly-once is a transaction, so an alarm is set for the moment when there is something to do.
 */
final class PollProcessor implements Processor<String, Object, String, Object> {

    private static final Duration SHORTEST_ALARM = Duration.ofMillis(1);

    private final Function<ProcessorContext<String, Object>, Polls> factory;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable Polls polls;
    private @Nullable Cancellable alarm;
    private Instant alarmAt = Instant.MAX;

    PollProcessor(Function<ProcessorContext<String, Object>, Polls> factory) {
        this.factory = factory;
    }

    /** May be called again after a close, when a task is taken up anew: nothing of before is kept. */
    @Override
    public void init(ProcessorContext<String, Object> initialised) {
        context = initialised;
        alarm = null;
        alarmAt = Instant.MAX;
        var resumed = factory.apply(initialised);
        polls = resumed;
        var now = now(initialised);
        resumed.resume(now);
        setAlarm(initialised, now, now);
    }

    @Override
    public void process(Record<String, Object> record) {
        if (context == null || polls == null) {
            throw new IllegalStateException("a record before the start");
        }
        var now = now(context);
        polls.changed(record.key(), now);
        setAlarm(context, now, now);
    }

    @Override
    public void close() {
        if (alarm != null) {
            alarm.cancel();
        }
        polls = null;
    }

    private void ring(Instant now) {
        var current = polls;
        if (current == null || context == null) {
            return;
        }
        cancelAlarm();
        var next = current.run(now);
        if (next.isPresent()) {
            setAlarm(context, next.get(), now);
        }
    }

    private void setAlarm(ProcessorContext<String, Object> running, Instant at, Instant now) {
        if (!at.isBefore(alarmAt)) {
            return;
        }
        cancelAlarm();
        var delay = Duration.between(now, at);
        alarm = running.schedule(
                delay.compareTo(SHORTEST_ALARM) < 0 ? SHORTEST_ALARM : delay,
                PunctuationType.WALL_CLOCK_TIME,
                millis -> ring(Instant.ofEpochMilli(millis)));
        alarmAt = at;
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = null;
        alarmAt = Instant.MAX;
    }

    private static Instant now(ProcessorContext<String, Object> running) {
        return Instant.ofEpochMilli(running.currentSystemTimeMs());
    }
}
