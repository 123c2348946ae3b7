package dev.companion.runtime;

import dev.companion.runtime.TopicHandler.RecordPosition;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.failure.FailureKind;
import dev.companion.runtime.failure.FailureWords;
import dev.companion.runtime.failure.UnreadableRecordException;
import dev.companion.runtime.health.Stability;
import dev.companion.runtime.health.WatchedReader;
import dev.companion.runtime.log.RepeatedLines;
import dev.companion.runtime.tracing.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads whole topics from their beginning and continues for ever: the input of a view that can be rebuilt. Has no
 * consumer group and commits nothing. After any failure it continues where it was. A record that cannot be read or
 * handled is skipped and logged, because one bad record must not hide all others.
 */
public final class TopicReader implements SmartLifecycle, WatchedReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TOPICS_CHECKED_EVERY = Duration.ofSeconds(5);
    private static final Duration TOPIC_ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOGGED_EVERY = Duration.ofMinutes(1);

    private final String name;
    private final ContractGate gate;
    private final Map<String, Object> config;
    private final Map<String, Subscription<?>> subscriptions;
    private final RepeatedLines lines = new RepeatedLines();

    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Stability stability = new Stability();
    private final LongSupplier nanos;
    private final Traces traces;
    private long loggedAt;
    private @Nullable String logged;
    private int unlogged;
    private volatile boolean running;
    private volatile boolean following;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;

    record Subscription<V extends SpecificRecord>(Deserializer<V> deserializer, TopicHandler<V> handler) {

        void handle(ConsumerRecord<String, byte[]> record) {
            var value = record.value() == null ? null : decoded(record);
            handler.accept(
                    record.key(),
                    value,
                    new RecordPosition(
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            Instant.ofEpochMilli(record.timestamp())));
        }

        private V decoded(ConsumerRecord<String, byte[]> record) {
            try {
                return deserializer.deserialize(record.topic(), record.value());
            } catch (RuntimeException failure) {
                throw FailureKind.of(failure) == FailureKind.POISON ? new UnreadableRecordException(failure) : failure;
            }
        }
    }

    TopicReader(
            String name,
            ContractGate gate,
            Map<String, Object> config,
            Map<String, Subscription<?>> subscriptions,
            LongSupplier nanos,
            Traces traces) {
        this.name = name;
        this.gate = gate;
        this.config = config;
        this.subscriptions = Map.copyOf(subscriptions);
        this.nanos = nanos;
        this.traces = traces;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> trouble() {
        var failure = stability.trouble(nanos.getAsLong());
        if (failure.isPresent()) {
            return failure.map(Stability.Trouble::words);
        }
        return caughtUp() ? Optional.empty() : Optional.of("Has not read its topics to their end yet.");
    }

    /** Whether everything that was in the topics when reading began has been handled. */
    public boolean caughtUp() {
        return caughtUp.isDone();
    }

    /**
     * Whether it reads what is written now: it has read to what was the end of its topics when it last connected. Unlike
     * {@link #trouble}, this says nothing of whether it can be relied on.
     */
    public boolean follows() {
        return following;
    }

    public CompletableFuture<Void> whenCaughtUp() {
        return caughtUp;
    }

    @Override
    public void start() {
        running = true;
        gate.whenOpen(() -> thread = Thread.ofPlatform().name(name).daemon().start(this::run));
    }

    private void run() {
        while (running) {
            try (var connected = new KafkaConsumer<String, byte[]>(config)) {
                consumer = connected;
                read(connected);
            } catch (WakeupException e) {
                return;
            } catch (Exception | LinkageError e) { // a codec without its library is a LinkageError
                failed(e);
                if (!pause()) {
                    return;
                }
            } finally {
                consumer = null;
            }
        }
    }

    /** Logs a failure once, and a lasting one once a minute. */
    private void failed(Throwable failure) {
        following = false;
        var now = nanos.getAsLong();
        var reason = FailureWords.withoutContents(failure);
        stability.failed(reason, now);
        if (reason.equals(logged) && now - loggedAt < LOGGED_EVERY.toNanos()) {
            unlogged++;
            return;
        }
        LOGGER.atWarn()
                .addKeyValue(LogKeys.READER, name)
                .addKeyValue(LogKeys.COUNT, unlogged + 1)
                .setCause(reason.equals(logged) ? null : failure)
                .addKeyValue(LogKeys.REASON, reason)
                .log("reading of topics failed, continues where it was");
        logged = reason;
        loggedAt = now;
        unlogged = 0;
    }

    private boolean pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
            return running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        for (var partition : partitions) {
            var position = positions.get(partition);
            if (position == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, position);
            }
        }
        var ends = Map.copyOf(consumer.endOffsets(partitions));
        var checkedAt = nanos.getAsLong();
        while (running) {
            var records = consumer.poll(POLL);
            records.forEach(this::handle);
            stability.recovered(nanos.getAsLong());
            if (!following) {
                following = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            if (following && !caughtUp.isDone()) {
                caughtUp.complete(null);
                LOGGER.atInfo().addKeyValue(LogKeys.READER, name).log("topics read to their end");
            }
            if (nanos.getAsLong() - checkedAt > TOPICS_CHECKED_EVERY.toNanos()) {
                partitions(consumer); // of a topic that is gone, a consumer receives nothing and reports nothing
                checkedAt = nanos.getAsLong();
            }
        }
    }

    /** Throws if one of the topics does not exist. */
    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : subscriptions.keySet()) {
            var known = consumer.partitionsFor(topic, TOPIC_ANSWER_WITHIN);
            if (known == null || known.isEmpty()) {
                throw new UnknownTopicOrPartitionException("topic %s does not exist".formatted(topic));
            }
            known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        try {
            var subscription = subscriptions.get(record.topic());
            if (subscription != null) {
                try (var _ = caughtUp() ? traces.view(record.headers(), name, record.topic()) : null) {
                    subscription.handle(record);
                }
            }
        } catch (RuntimeException e) {
            if (FailureKind.of(e) == FailureKind.TRANSIENT) {
                throw e;
            }
            logSkipped(record.topic(), record.partition(), record.offset(), e);
        }
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }

    /** What cannot be decoded has no stack trace; what the handler throws is a fault of ours, and has one a minute. */
    private void logSkipped(String topic, int partition, long offset, RuntimeException failure) {
        lines.log("skipped " + topic, count -> {
            var line = LOGGER.atError()
                    .addKeyValue(LogKeys.READER, name)
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.PARTITION, partition)
                    .addKeyValue(LogKeys.OFFSET, offset)
                    .addKeyValue(LogKeys.COUNT, count);
            (failure instanceof UnreadableRecordException
                            ? RepeatedLines.untraced(line, failure)
                            : lines.because(line, topic, failure))
                    .log("record cannot be read and is skipped");
        });
    }

    @Override
    public void stop() {
        running = false;
        var connected = consumer;
        if (connected != null) {
            connected.wakeup();
        }
        var reading = thread;
        if (reading != null) {
            try {
                reading.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
