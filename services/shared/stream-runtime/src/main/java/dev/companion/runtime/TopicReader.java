package dev.companion.runtime;

import dev.companion.runtime.TopicHandler.RecordPosition;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.failure.FailureKind;
import dev.companion.runtime.log.RepeatedLines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads whole topics from their beginning and continues for ever: the input of a view that can be rebuilt. Has no
 * consumer group and commits nothing. After a connection failure it continues where it was. A record that cannot be
 * read or handled is skipped and logged, because one bad record must not hide all others.
 */
public final class TopicReader implements SmartLifecycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String name;
    private final ContractGate gate;
    private final Map<String, Object> config;
    private final Map<String, Subscription<?>> subscriptions;
    private final RepeatedLines lines = new RepeatedLines();

    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;

    record Subscription<V extends SpecificRecord>(Deserializer<V> deserializer, TopicHandler<V> handler) {

        void handle(ConsumerRecord<String, byte[]> record) {
            var value = record.value() == null ? null : deserializer.deserialize(record.topic(), record.value());
            handler.accept(
                    record.key(),
                    value,
                    new RecordPosition(
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            Instant.ofEpochMilli(record.timestamp())));
        }
    }

    TopicReader(
            String name, ContractGate gate, Map<String, Object> config, Map<String, Subscription<?>> subscriptions) {
        this.name = name;
        this.gate = gate;
        this.config = config;
        this.subscriptions = Map.copyOf(subscriptions);
    }

    public String name() {
        return name;
    }

    /** Whether everything that was in the topics when reading began has been handled. */
    public boolean caughtUp() {
        return caughtUp.isDone();
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
            } catch (KafkaException e) {
                logFailed(e);
                if (!pause()) {
                    return;
                }
            } finally {
                consumer = null;
            }
        }
    }

    private void logFailed(KafkaException failure) {
        var line = LOGGER.atWarn().addKeyValue("reader", name);
        line = lines.tracesNow(failure.getClass().getName())
                ? line.setCause(failure)
                : line.addKeyValue(LogKeys.REASON, failure.getClass().getName())
                        .addKeyValue(LogKeys.DETAIL, failure.getMessage());
        line.log("reading of topics failed, continues where it was");
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
        while (running) {
            var records = consumer.poll(POLL);
            records.forEach(this::handle);
            if (!caughtUp.isDone()
                    && ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
                caughtUp.complete(null);
                LOGGER.atInfo().addKeyValue("reader", name).log("topics read to their end");
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : subscriptions.keySet()) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        try {
            var subscription = subscriptions.get(record.topic());
            if (subscription != null) {
                subscription.handle(record);
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
                    .addKeyValue("reader", name)
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.PARTITION, partition)
                    .addKeyValue(LogKeys.OFFSET, offset)
                    .addKeyValue(LogKeys.COUNT, count);
            if (failure instanceof SerializationException
                    || !lines.tracesNow(topic + " " + failure.getClass().getName())) {
                line = line.addKeyValue(LogKeys.REASON, failure.getClass().getName())
                        .addKeyValue(LogKeys.DETAIL, failure.getMessage());
            } else {
                line = line.setCause(failure);
            }
            line.log("record cannot be read and is skipped");
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
