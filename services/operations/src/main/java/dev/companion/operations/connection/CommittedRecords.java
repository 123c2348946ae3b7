package dev.companion.operations.connection;

import dev.companion.runtime.KafkaClients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of one partition after the other, without a consumer group. */
public final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int EMPTY_POLLS_MAX = 150;

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Takes one record; false for no more of the partition. */
    @FunctionalInterface
    public interface Handler {

        boolean on(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    public CommittedRecords(Connection connection) {
        var config = new KafkaClients(connection.properties()).adminConfig();
        config.put("isolation.level", "read_committed");
        config.put("allow.auto.create.topics", false);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("fetch.max.wait.ms", 10); // the next partition waits for a fetch at the end of this one
        config.put("max.partition.fetch.bytes", 4 << 20);
        config.remove("group.id");
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * @param from offset of the first record; 0 for all
     * @param end offset before which records are read: one before which no transaction is open
     */
    public void each(TopicPartition partition, long from, long end, Handler handler) throws IOException {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        var position = Math.max(from, consumer.position(partition)); // older ones may be gone
        consumer.seek(partition, position);
        for (var empty = 0; position < end; ) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < end && !handler.on(record)) {
                    return;
                }
            }
            var next = consumer.position(partition);
            empty = next == position ? empty + 1 : 0;
            position = next;
            if (empty > EMPTY_POLLS_MAX) {
                throw new TimeoutException("%s: no record after offset %d within %s"
                        .formatted(partition, position, POLL.multipliedBy(EMPTY_POLLS_MAX)));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
