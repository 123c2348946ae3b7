package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.runtime.failure.DeserializationFailures;
import dev.companion.runtime.failure.ProcessingFailures;
import dev.companion.runtime.tracing.TestTraces;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionProcessorTest {

    private static final Topic<SealedSecret> INPUT = new Topic<>("input", SealedSecret.class);
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    /** What the counter is told to do with an input, chosen by the revision of the record. */
    private static final long THROW_IN_DECISION = 13;

    private static final long THROW_IN_TRANSLATION_OUT = 14;
    private static final long THROW_IN_TRANSLATION_IN = 15;
    private static final long NOT_OURS = 16;
    private static final long SCHEDULE_A_FAILING_TICK = 17;
    private static final long CALL = 18;
    private static final long REMOVE = 19;

    /** Counts the inputs of each key, in the ledger and in memory. */
    private static final class Counter implements Controller<String, String> {

        record Count(long seen) {}

        static final StoreSpec<Count> COUNTS = new StoreSpec<>("counts", Count.class);

        private final Table<Count> counts;
        private final List<String> seen = new ArrayList<>();
        private final BooleanSupplier failing;
        private Optional<Instant> due = Optional.empty();

        Counter(Ledger ledger, BooleanSupplier failing) {
            counts = ledger.table(COUNTS);
            this.failing = failing;
        }

        @Override
        public List<String> open(Instant now) {
            counts.forEach((key, _) -> seen.add(key));
            return List.of();
        }

        @Override
        public List<String> on(String input, Instant now) {
            var key = input.substring(0, input.indexOf('#'));
            var order = Long.parseLong(input.substring(input.indexOf('#') + 1));
            var before = counts.get(key);
            counts.put(key, new Count(before == null ? 1 : before.seen() + 1));
            if (!seen.contains(key)) {
                seen.add(key);
            }
            if (order == THROW_IN_DECISION && failing.getAsBoolean()) {
                throw new IllegalStateException("half-way");
            }
            if (order == SCHEDULE_A_FAILING_TICK) {
                due = Optional.of(now.plusSeconds(1));
            }
            return List.of(key + "#" + order);
        }

        @Override
        public List<String> tick(Instant now) {
            if (due.isPresent() && !now.isBefore(due.get())) {
                counts.put("tenant|ticked", new Count(1));
                throw new IllegalStateException("half-way in a tick");
            }
            return List.of();
        }

        @Override
        public Optional<Instant> nextDue(Instant now) {
            return due;
        }
    }

    /** Whether what is told to throw does so: a fault that is mended before the dead letter is replayed. */
    private boolean failing = true;

    private final List<Counter> controllers = new ArrayList<>();
    private final List<String> afterCommit = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private int decisions;
    private final TopicSerdes serdes = TopicSerdes.binary();
    private final TopologyTestDriver driver = driver();

    private final class Counting implements DecisionService<String, String> {

        @Override
        public String name() {
            return "count";
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(StateStores.json(Counter.COUNTS));
        }

        @Override
        public Controller<String, String> controller(Ledger ledger, TaskContext<String> context) {
            var counter = new Counter(ledger, () -> failing);
            controllers.add(counter);
            return counter;
        }

        @Override
        public Optional<String> toInput(InboundRecord record) {
            if (record.value() == null) {
                events.add(record.eventId());
                return Optional.empty();
            }
            var secret = (SealedSecret) record.value();
            if (secret.getRevision() == THROW_IN_TRANSLATION_IN) {
                throw new IllegalArgumentException("not to be read");
            }
            return secret.getRevision() == NOT_OURS
                    ? Optional.empty()
                    : Optional.of(record.key() + "#" + secret.getRevision());
        }

        @Override
        public void write(String emission, OutboundRecords out, TaskContext<String> task) {
            var key = emission.substring(0, emission.indexOf('#'));
            var order = Long.parseLong(emission.substring(emission.indexOf('#') + 1));
            if (order == REMOVE) {
                out.tombstone(Topics.SECRETS, key, new Removal("removal-1", START.plusNanos(1_500_000), "request-1"));
                return;
            }
            out.put(Topics.SECRETS, key, secret(order));
            out.afterCommit(() -> afterCommit.add(emission));
            if (order == CALL) {
                out.afterCommit(() -> task.inbox()
                        .start(
                                Runnable::run,
                                new Inbox.Call<>(
                                        "datto_rmm",
                                        "site_page",
                                        () -> "tenant|answer#1",
                                        _ -> "page",
                                        _ -> "tenant|bug#1"),
                                out.now()));
            }
            if (order == THROW_IN_TRANSLATION_OUT && failing) {
                throw new IllegalStateException("cannot be told");
            }
        }

        @Override
        public void decided(Controller<String, String> controller, String taskId) {
            decisions++;
        }
    }

    private TopologyTestDriver driver() {
        return driver(Traces.off());
    }

    private TopologyTestDriver driver(Traces traces) {
        var topology = new TopicTopology(new Topology(), serdes, traces);
        topology.decide(new Counting(), List.of(INPUT), List.of(Topics.SECRETS));
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailures.class);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeserializationFailures.class);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS);
        return new TopologyTestDriver(topology.topology(), config, START);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private static SealedSecret secret(long revision) {
        return SealedSecret.newBuilder()
                .setMetadata(EventMetadatas.of("event-" + revision, START, 1, null))
                .setTenantId("tenant")
                .setName(SecretName.RMM_API_KEY)
                .setCiphertext(ByteBuffer.allocate(0))
                .setRevision(revision)
                .build();
    }

    private byte[] bytes(long revision) {
        return serdes.of(INPUT).serializer().serialize(INPUT.name(), secret(revision));
    }

    private void pipe(TestRecord<String, byte[]> record) {
        driver.createInputTopic(INPUT.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private void pipe(String key, long revision) {
        pipe(new TestRecord<>(key, bytes(revision)));
    }

    private List<TestRecord<String, byte[]>> written(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private Counter.Count count(String key) {
        KeyValueStore<String, Counter.Count> counts = driver.getKeyValueStore("counts");
        return counts.get(key);
    }

    @Test
    void aDecisionThatThrowsLeavesNothingBehindAndItsDeadLetterIsDecidedWhenReplayed() {
        pipe("tenant|a", 1);
        pipe("tenant|a", THROW_IN_DECISION);

        assertThat(count("tenant|a")).isEqualTo(new Counter.Count(1));
        assertThat(written(Topics.SECRETS.name())).hasSize(1);
        var dead = written(Topics.DEAD_LETTERS);
        assertThat(dead).hasSize(1);

        failing = false;
        pipe(new TestRecord<>(dead.getFirst().key(), dead.getFirst().value()));

        assertThat(count("tenant|a")).isEqualTo(new Counter.Count(2));
        assertThat(written(Topics.SECRETS.name())).hasSize(1);
    }

    @Test
    void anEmissionThatCannotBeTranslatedUndoesTheDecision() {
        pipe("tenant|a", THROW_IN_TRANSLATION_OUT);

        assertThat(count("tenant|a")).isNull();
        assertThat(written(Topics.SECRETS.name())).isEmpty();
        assertThat(written(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(afterCommit).isEmpty();
        assertThat(decisions).as("the opening alone").isEqualTo(1);
    }

    @Test
    void theControllerThatFailedIsReplacedByOneThatIsOpenedFromTheStores() {
        pipe("tenant|a", 1);
        pipe("tenant|b", THROW_IN_DECISION);
        pipe("tenant|c", 1);

        assertThat(controllers).hasSize(2);
        assertThat(controllers.getLast().seen).containsExactly("tenant|a", "tenant|c");
    }

    @Test
    void aRecordThatCannotBeTranslatedInIsADeadLetterAndTheControllerStays() {
        pipe("tenant|a", THROW_IN_TRANSLATION_IN);
        pipe("tenant|b", NOT_OURS);

        assertThat(written(Topics.DEAD_LETTERS)).extracting(TestRecord::key).containsExactly("tenant|a");
        assertThat(controllers).hasSize(1);
    }

    @Test
    void aTimerThatThrowsEndsTheThreadAndKeepsNothing() {
        pipe("tenant|a", SCHEDULE_A_FAILING_TICK);

        assertThatThrownBy(() -> driver.advanceWallClockTime(Duration.ofSeconds(2)))
                .hasStackTraceContaining("half-way in a tick");
        assertThat(count("tenant|ticked")).isNull();
        assertThat(written(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void theAnswerOfACallBecomesAnInput() {
        pipe("tenant|a", CALL);

        driver.advanceWallClockTime(Duration.ofMillis(50));

        assertThat(count("tenant|answer")).isEqualTo(new Counter.Count(1));
    }

    @Test
    void onlyTraceHeadersGoOnWithWhatADecisionPublishes() {
        var record = new TestRecord<>("tenant|a", bytes(1));
        record.headers().add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        record.headers().add("x-other", "stays".getBytes(StandardCharsets.UTF_8));

        pipe(record);

        var headers = written(Topics.SECRETS.name()).getFirst().headers();
        assertThat(headers.lastHeader("traceparent").value()).asString().isEqualTo("00-1-2-01");
        assertThat(headers.lastHeader("x-other")).isNull();
        assertThat(headers.lastHeader("ce_id").value()).asString().isEqualTo("event-1");
    }

    /** Who receives events without Kafka's key, such as over HTTP, has this alone. */
    @Test
    void aRecordSaysInItsHeadersWhatItIsAbout() {
        pipe("tenant|a", 1);

        var written = written(Topics.SECRETS.name()).getFirst();
        assertThat(text(written, "ce_subject")).isEqualTo(written.key());
    }

    @Test
    void withTracesEachRecordSaysWhatItFollowsFromAndItsValueIsTheSame() {
        pipe("tenant|a", 1);
        var without = written(Topics.SECRETS.name()).getFirst();
        var spans = InMemorySpanExporter.create();
        try (var traces = TestTraces.of(spans, () -> START);
                var traced = driver(traces)) {
            var record = new TestRecord<>("tenant|a", bytes(1));
            record.headers()
                    .add("traceparent", TestTraces.SAMPLED.getBytes(StandardCharsets.US_ASCII))
                    .add("tracestate", "vendor=1".getBytes(StandardCharsets.US_ASCII));

            traced.createInputTopic(INPUT.name(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(record);

            var with = traced.createOutputTopic(
                            Topics.SECRETS.name(), new StringDeserializer(), new ByteArrayDeserializer())
                    .readRecord();
            var span = spans.getFinishedSpanItems().getFirst();
            assertThat(with.value()).isEqualTo(without.value());
            assertThat(text(with, "traceparent"))
                    .isEqualTo("00-%s-%s-01".formatted(span.getTraceId(), span.getSpanId()));
            assertThat(TestTraces.SAMPLED).contains(span.getTraceId(), span.getParentSpanId());
            assertThat(with.headers().lastHeader("tracestate")).isNull();
            assertThat(with.headers().headers("traceparent")).hasSize(1);
        }
    }

    @Test
    void whatACallsAnswerPublishesFollowsFromTheCall() {
        var spans = InMemorySpanExporter.create();
        try (var traces = TestTraces.of(spans, () -> START);
                var traced = driver(traces)) {
            var record = new TestRecord<>("tenant|a", bytes(CALL));
            record.headers().add("traceparent", TestTraces.SAMPLED.getBytes(StandardCharsets.US_ASCII));
            traced.createInputTopic(INPUT.name(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(record);

            traced.advanceWallClockTime(Duration.ofMillis(50));

            var decided = spans.getFinishedSpanItems().stream()
                    .filter(span -> span.getKind() == SpanKind.CONSUMER)
                    .toList();
            var call = spans.getFinishedSpanItems().stream()
                    .filter(span -> span.getKind() == SpanKind.CLIENT)
                    .findFirst()
                    .orElseThrow();
            assertThat(call.getParentSpanId()).isEqualTo(decided.getFirst().getSpanId());
            assertThat(decided.getLast().getParentSpanId()).isEqualTo(call.getSpanId());
        }
    }

    @Test
    void aTombstoneSaysInItsHeadersWhatRemovedItAndWhen() {
        pipe("tenant|a", REMOVE);

        var tombstone = written(Topics.SECRETS.name()).getFirst();
        assertThat(tombstone.value()).isNull();
        assertThat(text(tombstone, "ce_id")).isEqualTo("removal-1");
        assertThat(text(tombstone, "ce_time")).isEqualTo("2026-11-21T12:00:00.001Z");
        assertThat(text(tombstone, "ce_causedby")).isEqualTo("request-1");
        assertThat(text(tombstone, "ce_source")).isEqualTo("/companion/test");
        assertThat(text(tombstone, "ce_subject")).isEqualTo(tombstone.key());
        assertThat(text(tombstone, "ce_type")).isEqualTo("dev.companion.settings.SealedSecret.v1");
    }

    @Test
    void whatATombstoneCausesNamesItAsItsCause() {
        var tombstone = new TestRecord<String, byte[]>("tenant|a", null);
        tombstone.headers().add("ce_id", "removal-1".getBytes(StandardCharsets.UTF_8));

        pipe(tombstone);

        assertThat(events).containsExactly("removal-1");
    }

    private static String text(TestRecord<String, byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    @Test
    void actionsRunAfterTheLedgerIsCommitted() {
        pipe("tenant|a", 1);

        assertThat(afterCommit).containsExactly("tenant|a#1");
    }
}
