package dev.companion.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.runtime.DecisionService;
import dev.companion.runtime.InboundRecord;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.TaskContext;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a flood of records that cannot be read or decided does to the log and to the topic of dead letters. */
class PoisonRecordsTest {

    private static final int RECORDS = 5_000;
    private static final AtomicInteger TESTS = new AtomicInteger();

    /** Of each test alone: a topic has one line a minute, whichever test runs first. */
    private final Topic<SealedSecret> input = new Topic<>("poison-" + TESTS.incrementAndGet(), SealedSecret.class);

    /** Levels as RuntimeDefaults and the standalone's logback.xml set them. */
    private static final List<String> LOGGERS = List.of("org.apache.kafka", "dev.companion");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger deserializer =
            (Logger) LoggerFactory.getLogger("org.apache.kafka.streams.processor.internals.RecordDeserializer");
    private final TopologyTestDriver driver = driver();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>(); // the lines of a burst's end come from another thread
        log.start();
        root.addAppender(log);
        LOGGERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN));
        deserializer.setLevel(Level.ERROR);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        LOGGERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
        deserializer.setLevel(null);
        driver.close();
    }

    /** Decides nothing: it cannot translate one record, and fails to decide about any other. */
    private record Nothing() implements DecisionService<String, String> {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of();
        }

        @Override
        public Controller<String, String> controller(Ledger ledger, TaskContext<String> task) {
            return new Controller<>() {
                @Override
                public List<String> open(Instant now) {
                    return List.of();
                }

                @Override
                public List<String> on(String input, Instant now) {
                    throw new IllegalStateException("a fault of ours");
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
                throw new IllegalArgumentException("name of a site: \u001b[2Jgone\r\n2026-11-29 INFO signed in");
            }
            return Optional.of(record.key());
        }

        @Override
        public void write(String emission, OutboundRecords out, TaskContext<String> task) {}
    }

    private TopologyTestDriver driver() {
        var topology = new TopicTopology(new Topology(), TopicSerdes.binary());
        topology.decide(new Nothing(), List.of(input), List.of());
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailures.class);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeserializationFailures.class);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS);
        return new TopologyTestDriver(topology.topology(), config, Instant.parse("2026-11-21T12:00:00Z"));
    }

    private void pipe(String key, byte[] value) {
        pipe(new TestRecord<>(bytes(key), value));
    }

    private void pipe(TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(input.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "none" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** All three ways of being poison: not Avro, no input of this service, and a decision that throws. */
    @Test
    void fiveThousandPoisonRecordsAreAFewLinesAndOneStackTrace() {
        for (var i = 0; i < RECORDS; i++) {
            pipe("undecodable", new byte[] {9, 9, 9});
            pipe("untranslatable", null);
            pipe("undecidable", null);
        }

        var letters = deadLetters();
        assertThat(letters).hasSize(3 * RECORDS);
        // One line at once and one each minute for each of two subjects; the flood takes some seconds at most.
        assertThat(log.list).hasSizeBetween(2, 6);
        assertThat(log.list.stream().filter(line -> line.getThrowableProxy() != null))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(log.list)
                .allSatisfy(line -> assertThat(line.getKeyValuePairs())
                        .extracting(pair -> pair.key)
                        .contains("topic", "count"));
        assertThat(letters)
                .filteredOn(
                        letter -> !header(letter, "__streams.errors.stacktrace").equals("none"))
                .allSatisfy(letter -> assertThat(letter.key()).isEqualTo(bytes("undecidable")));
        assertThat(letters.stream()
                        .filter(letter -> !new String(letter.key(), StandardCharsets.UTF_8).equals("undecidable"))
                        .mapToLong(PoisonRecordsTest::size)
                        .max()
                        .orElse(0))
                .isLessThan(1_000);
    }

    private static long size(TestRecord<byte[], byte[]> letter) {
        var size = (long) letter.key().length + (letter.value() == null ? 0 : letter.value().length);
        for (var header : letter.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }

    @Test
    void aDeadLetterThatIsCutSaysWhatItWasAndThatItCannotBeReplayed() throws Exception {
        var value = new byte[900_000];
        value[0] = 9;

        pipe("large", value);

        var letter = deadLetters().getFirst();
        assertThat(letter.value()).hasSize(64 * 1024);
        assertThat(header(letter, "companion.dead-letter.value-length")).isEqualTo("900000");
        assertThat(header(letter, "companion.dead-letter.value-sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        assertThat(header(letter, "companion.dead-letter.cut"))
                .contains("cannot be replayed", "record 0 of partition 0 of " + input.name());
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo(input.name());
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
    }

    @Test
    void aDeadLetterOfOrdinarySizeIsWhole() {
        var value = new byte[64 * 1024];
        value[0] = 9;

        pipe("whole", value);

        var letter = deadLetters().getFirst();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, "companion.dead-letter.cut")).isEqualTo("none");
    }

    @Test
    void headersOfADeadLetterAreOneHarmlessLineEachAndOfLimitedSize() {
        var record = new TestRecord<byte[], byte[]>(bytes("untranslatable"), null);
        record.headers().add("x-name", bytes("Acme\r\n\u202Eevil\u001b[31m"));
        record.headers().add("x-large", new byte[500_000]);
        record.headers().add("__streams.errors.topic", bytes("forged"));

        pipe(record);

        var letter = deadLetters().getFirst();
        assertThat(header(letter, "x-name")).isEqualTo("Acme\\r\\n\\u202eevil\\u001b[31m");
        assertThat(header(letter, "x-large")).isEqualTo("none");
        assertThat(header(letter, "companion.dead-letter.headers-dropped")).isEqualTo("2");
        assertThat(letter.headers().headers("__streams.errors.topic")).hasSize(1);
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo(input.name());
        assertThat(header(letter, "__streams.errors.message"))
                .isEqualTo("name of a site: \\u001b[2Jgone\\r\\n2026-11-29 INFO signed in");
    }
}
