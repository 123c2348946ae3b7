package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.runtime.failure.DeserializationFailures;
import dev.companion.runtime.failure.ProcessingFailures;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicTopologyTest {

    /** Passes a secret on with its revision counted in a store; refuses one of revision 13. */
    private static final class Counting implements ProcessorSupplier<String, SealedSecret, String, SealedSecret> {

        record Count(long seen, Instant lastAt) {}

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(StateStores.json("counts", Count.class));
        }

        @Override
        public Processor<String, SealedSecret, String, SealedSecret> get() {
            return new ContextualProcessor<>() {
                @Override
                public void process(Record<String, SealedSecret> record) {
                    if (record.value() != null && record.value().getRevision() == 13) {
                        throw new IllegalArgumentException("revision 13");
                    }
                    KeyValueStore<String, Count> counts = context().getStateStore("counts");
                    var before = counts.get(record.key());
                    counts.put(record.key(), new Count(before == null ? 1 : before.seen() + 1, Instant.EPOCH));
                    context().forward(record);
                }
            };
        }
    }

    private static final Topic<SealedSecret> INPUT = new Topic<>("input", SealedSecret.class);

    private final TopicSerdes serdes = TopicSerdes.binary();
    private final TopologyTestDriver driver = driver();

    @AfterEach
    void close() {
        driver.close();
    }

    private TopologyTestDriver driver() {
        var topology = new TopicTopology(new Topology(), serdes);
        var source = topology.source(INPUT);
        var processor = topology.processor("count", new Counting(), source);
        topology.sink(Topics.SECRETS, processor);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailures.class);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeserializationFailures.class);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS);
        return new TopologyTestDriver(topology.topology(), config, Instant.parse("2026-11-01T10:00:00Z"));
    }

    private void pipe(String key, byte[] value) {
        driver.createInputTopic(INPUT.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private byte[] secret(long revision) {
        return serdes.of(Topics.SECRETS)
                .serializer()
                .serialize(
                        Topics.SECRETS.name(),
                        SealedSecret.newBuilder()
                                .setMetadata(
                                        EventMetadatas.of("event-1", Instant.parse("2026-11-01T10:00:00Z"), 1, null))
                                .setTenantId("tenant")
                                .setName(SecretName.RMM_API_KEY)
                                .setCiphertext(ByteBuffer.allocate(0))
                                .setRevision(revision)
                                .build());
    }

    @Test
    void aRecordThatIsWrittenCarriesItsEventInHeaders() {
        var key = TenantKey.of("tenant", "RMM_API_KEY");

        pipe(key, secret(1));

        var written = driver.createOutputTopic(
                        Topics.SECRETS.name(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        Map<String, String> headers = new HashMap<>();
        for (Header header : written.getHeaders()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        assertThat(headers)
                .containsEntry("ce_id", "event-1")
                .containsEntry("ce_type", "dev.companion.settings.SealedSecret.v1")
                .containsEntry("ce_time", "2026-11-01T10:00:00Z")
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("content-type", "application/avro;framing=confluent");
    }

    @Test
    void aPoisonRecordBecomesADeadLetterAndTheRestGoesOn() {
        pipe(TenantKey.of("tenant", "A"), secret(13));
        pipe(TenantKey.of("tenant", "B"), new byte[] {1, 2, 3});
        pipe(TenantKey.of("tenant", "C"), secret(1));

        var dead = driver.createOutputTopic(Topics.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer());
        assertThat(dead.readKeyValuesToList()).extracting(pair -> pair.key).containsExactly("tenant|A", "tenant|B");
        assertThat(driver.createOutputTopic(
                                Topics.SECRETS.name(), new StringDeserializer(), new ByteArrayDeserializer())
                        .readKeyValuesToList())
                .extracting(pair -> pair.key)
                .containsExactly("tenant|C");
    }

    @Test
    void stateIsReadBackAsItWasPut() {
        pipe(TenantKey.of("tenant", "C"), secret(1));
        pipe(TenantKey.of("tenant", "C"), secret(2));

        KeyValueStore<String, Counting.Count> counts = driver.getKeyValueStore("counts");
        assertThat(counts.get("tenant|C")).isEqualTo(new Counting.Count(2, Instant.EPOCH));
    }
}
