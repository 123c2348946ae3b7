package dev.companion.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.companion.operations.connection.ConnectionOptions;
import dev.companion.operations.domain.check.RecordRules.Sample;
import dev.companion.schemas.Topics;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final String TOPIC = Topics.LINKS.name();
    private static final byte[] OF_SCHEMA_1 = {0, 0, 0, 0, 1, 0};
    private static final byte[] NOT_OURS = {9};

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    /** With a registry that does not answer. */
    private final Records records = new Records(new ConnectionOptions()
            .connection(Map.of(
                    "COMPANION_REGISTRY_URL", "http://127.0.0.1:1",
                    "COMPANION_REGISTRY_PROPERTIES_MAX_RETRIES", "0")));

    private void partitionsEndAt(long... ends) {
        var offsets = new HashMap<TopicPartition, Long>();
        for (var partition = 0; partition < ends.length; partition++) {
            offsets.put(new TopicPartition(TOPIC, partition), ends[partition]);
        }
        consumer.updatePartitions(
                TOPIC,
                IntStream.range(0, ends.length)
                        .mapToObj(partition -> new PartitionInfo(TOPIC, partition, null, null, null))
                        .toList());
        consumer.updateEndOffsets(offsets);
        offsets.replaceAll((_, _) -> 0L);
        consumer.updateBeginningOffsets(offsets);
    }

    @SafeVarargs
    private void answers(ConsumerRecord<byte[], byte[]>... answer) {
        consumer.schedulePollTask(() -> Arrays.stream(answer).forEach(consumer::addRecord));
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>(TOPIC, partition, offset, new byte[0], value);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoFaultOfTheRecords() {
        partitionsEndAt(2);
        answers(record(0, 0, OF_SCHEMA_1), record(0, 1, OF_SCHEMA_1));
        answers(record(0, 0, OF_SCHEMA_1), record(0, 1, OF_SCHEMA_1));

        records.read(consumer, TOPIC);

        assertThat(records.reading().samples())
                .hasSize(2)
                .extracting(Sample::trouble)
                .containsOnlyNulls();
        assertThat(records.reading().troubles()).singleElement().asString().contains("no schema registry answered");
    }

    @Test
    void aRecordThatIsNotOursIsItsOwnFault() {
        partitionsEndAt(1);
        answers(record(0, 0, NOT_OURS));
        answers(record(0, 0, NOT_OURS));

        records.read(consumer, TOPIC);

        assertThat(records.reading().samples())
                .hasSize(2)
                .extracting(Sample::trouble)
                .doesNotContainNull();
        assertThat(records.reading().troubles()).isEmpty();
    }

    @Test
    void aPartitionWhoseEndIsNotReachedIsNamed() {
        partitionsEndAt(1, 1);
        answers(record(0, 0, NOT_OURS));

        records.read(consumer, TOPIC);

        assertThat(records.reading().unfinished()).containsExactlyInAnyOrder(TOPIC + "-0", TOPIC + "-1");
        assertThat(records.reading().samples()).extracting(Sample::partition).containsExactly(0);
    }

    @Test
    void whatWasReadBeforeAFailureStays() {
        partitionsEndAt(1, 1, 1);
        answers(record(0, 0, NOT_OURS));
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("cannot be decompressed")));

        records.read(consumer, TOPIC);

        assertThat(records.reading().samples())
                .extracting(Sample::partition, Sample::offset)
                .startsWith(tuple(1, 0L), tuple(0, 0L));
        assertThat(records.reading().unfinished()).contains(TOPIC + "-2");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNoFaultOfTheRecords() {
        partitionsEndAt(1, 1);
        answers(record(0, 0, OF_SCHEMA_1));
        consumer.schedulePollTask(() -> consumer.setPollException(new DisconnectException("broker 1 is gone")));

        records.read(consumer, TOPIC);

        assertThat(records.reading().samples()).extracting(Sample::trouble).containsOnlyNulls();
        assertThat(records.reading().troubles()).contains("broker 1 is gone");
        assertThat(records.reading().unfinished()).contains(TOPIC + "-1");
    }

    @Test
    void credentialsThatCannotBeReadKeepNoOtherFromBeingTried() {
        var reading = records.read(List.of(Path.of("no-such-file"), Path.of("nor-this")));

        assertThat(reading.troubles())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("credentials no-such-file: cannot be read, NoSuchFileException");
        assertThat(reading.unread()).contains(TOPIC);
    }
}
