package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record whose writer gave it no time, which brokers accept, with the configuration that services have. */
class TimelessRecordsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Topic<SealedSecret> INPUT = new Topic<>("input", SealedSecret.class);

    private record Seen(String key) {}

    private static final StoreSpec<Seen> SEEN = new StoreSpec<>("seen", Seen.class);

    private final List<String> decided = new ArrayList<>();
    private final TopologyTestDriver driver = driver();

    /** Keeps every key that it sees. */
    private final class Keeping implements DecisionService<String, String> {

        @Override
        public String name() {
            return "keep";
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(StateStores.json(SEEN));
        }

        @Override
        public Controller<String, String> controller(Ledger ledger, TaskContext<String> task) {
            var seen = ledger.table(SEEN);
            return new Controller<>() {
                @Override
                public List<String> open(Instant now) {
                    return List.of();
                }

                @Override
                public List<String> on(String input, Instant now) {
                    seen.put(input, new Seen(input));
                    decided.add(input);
                    return List.of();
                }

                @Override
                public List<String> tick(Instant now) {
                    return List.of();
                }

                @Override
                public Optional<Instant> nextDue(Instant now) {
                    return Optional.empty();
                }
            };
        }

        @Override
        public Optional<String> toInput(InboundRecord record) {
            if (record.key().equals("untranslatable")) {
                throw new IllegalArgumentException("not to be read");
            }
            return Optional.of(record.key());
        }

        @Override
        public void write(String emission, OutboundRecords out, TaskContext<String> task) {}
    }

    private TopologyTestDriver driver() {
        var properties = new RuntimeProperties(
                "test",
                "",
                new RuntimeProperties.Kafka("none:1", "none", "none", Map.of(), null),
                new RuntimeProperties.Registry("http://localhost:1", Map.of()),
                new RuntimeProperties.TopicSettings(true, 1, (short) 1),
                new RuntimeProperties.Streams(
                        Duration.ofMillis(20),
                        Duration.ofMillis(5),
                        1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        "0.3"),
                new RuntimeProperties.Secrets(null, null),
                new RuntimeProperties.Metrics(false),
                new RuntimeProperties.Contract(Duration.ofSeconds(30)),
                new RuntimeProperties.Tracing("", 0.1));
        var topology = new TopicTopology(new Topology(), TopicSerdes.binary());
        topology.decide(new Keeping(), List.of(INPUT), List.of());
        var config = new KafkaClients(properties).streamsConfig();
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE); // the driver commits late
        return new TopologyTestDriver(topology.topology(), config, START);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /** A record as a client may write it whose library does not refuse a negative time, as Kafka's own does. */
    private static final class Timeless extends TestRecord<String, byte[]> {

        private final long time;

        Timeless(String key, byte[] value, long time) {
            super(key, value);
            this.time = time;
        }

        @Override
        public Instant getRecordTime() {
            return Instant.ofEpochMilli(time);
        }

        @Override
        public Long timestamp() {
            return time;
        }
    }

    private void pipe(TestRecord<String, byte[]> record) {
        driver.createInputTopic(INPUT.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void itIsDecidedLikeEveryOther(long time) {
        pipe(new Timeless("first", null, time));
        pipe(new TestRecord<>("second", null, START));
        pipe(new Timeless("third", null, time));

        assertThat(decided).containsExactly("first", "second", "third");
    }

    @Test
    void whatCannotBeReadIsADeadLetterOfTheTimeOfWriting() {
        pipe(new Timeless("undecodable", new byte[] {9, 9, 9}, -1));
        pipe(new Timeless("untranslatable", null, -1));
        pipe(new Timeless("long ago", new byte[] {9, 9, 9}, 1));

        var letters = driver.createOutputTopic(
                        Topics.DEAD_LETTERS, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(letters).extracting(TestRecord::key).containsExactly("undecodable", "untranslatable", "long ago");
        assertThat(letters)
                .as("the producer gives them the time of writing, from which their retention counts")
                .allSatisfy(letter -> assertThat(letter.getRecordTime()).isNull());
        assertThat(letters.getLast()
                        .headers()
                        .lastHeader("companion.dead-letter.record-time")
                        .value())
                .asString()
                .isEqualTo("1");
    }
}
