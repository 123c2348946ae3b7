package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.Step;
import dev.companion.provisioning.Verdict;
import dev.companion.runtime.tracing.Traces;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class IntentListenerTest {

    private final FakeClients clients = new FakeClients();
    private final List<Outcome> published = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Intents.NOW;

    private final IntentListener listener =
            new IntentListener(clients, this::publish, () -> now, Duration.ofSeconds(20), 8, meters, Traces.off());

    private CompletableFuture<Long> publish(String key, Outcome outcome) {
        assertThat(key).isEqualTo("t1|s1");
        published.add(outcome);
        return CompletableFuture.completedFuture(1L);
    }

    /** A consumer of which only the commit is used. */
    private static final class Committing extends MockConsumer<String, Intent> {

        private final Runnable onCommit;

        Committing(Runnable onCommit) {
            super("earliest");
            this.onCommit = onCommit;
        }

        @Override
        public synchronized void commitSync() {
            onCommit.run();
        }
    }

    private void receive(Runnable onCommit, Intent... intents) {
        var records = List.of(intents).stream()
                .map(intent -> new ConsumerRecord<>("intents", 0, 0, "t1|s1", intent))
                .toList();
        listener.onMessage(records, new Committing(onCommit));
        listener.close(); // waits for the calls
    }

    @Test
    void nothingIsCalledBeforeTheOffsetsAreCommitted() {
        clients.answers(new Found<>("c1"));
        receive(() -> assertThat(clients.requests).isEmpty(), Intents.whole(Step.CREATE_COMPANY));

        assertThat(clients.requests).hasSize(1);
        assertThat(published).singleElement().satisfies(outcome -> {
            assertThat(outcome.getVerdict()).isEqualTo(Verdict.APPLIED);
            assertThat(outcome.getCreatedId()).contains("c1");
        });
    }

    /** A flood of what cannot be read must not fill the log, and must not hide the one intent that can. */
    @Test
    void fiveThousandUnreadableIntentsAreAFewLinesAndTheReadableOneIsCalled() {
        clients.answers(new Found<>("c1"));
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(IntentListener.class);
        logger.addAppender(log);
        var records = new ArrayList<ConsumerRecord<String, Intent>>();
        for (var i = 0; i < 5_000; i++) {
            records.add(new ConsumerRecord<>("intents", 0, i, "t1|s1", null));
        }
        records.add(new ConsumerRecord<>("intents", 0, 5_000, "t1|s1", Intents.whole(Step.CREATE_COMPANY)));
        try {
            listener.onMessage(records, new Committing(() -> {}));
            listener.close();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(published).hasSize(1);
        assertThat(log.list)
                .filteredOn(line -> line.getMessage().equals("unreadable intent skipped"))
                .hasSizeBetween(1, 20);
    }

    @Test
    void whatCannotBeClaimedIsNeitherCalledNorAnswered() {
        assertThatCode(() -> receive(
                        () -> {
                            throw new CommitFailedException();
                        },
                        Intents.whole(Step.CREATE_COMPANY)))
                .as("a failure would make the container hand the same intents over again")
                .doesNotThrowAnyException();

        assertThat(clients.requests).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void aCallThatCouldOutliveItsDeadlineIsNotBegun() {
        now = Intents.NOW.plusSeconds(10);
        receive(() -> {}, Intents.whole(Step.CREATE_COMPANY));

        assertThat(clients.requests).isEmpty();
        assertThat(published).singleElement().satisfies(outcome -> {
            assertThat(outcome.getVerdict()).isEqualTo(Verdict.NOT_APPLIED);
            assertThat(outcome.getReason()).isEqualTo(OutcomeReason.TOO_LATE);
        });
    }

    @Test
    void anIntentThatComesAfterItsDeadlineIsNeitherCalledNorSpokenOf() {
        now = Intents.NOW.plusSeconds(3_600);
        receive(() -> {}, Intents.whole(Step.CREATE_COMPANY));

        assertThat(clients.requests).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void anUnexpectedEndOfACallWithAnEffectIsUnknown() {
        // No answer is prepared, so the fake throws.
        receive(() -> {}, Intents.whole(Step.CREATE_COMPANY), Intents.whole(Step.READ_VARIABLE));

        assertThat(published).hasSize(2).allSatisfy(outcome -> {
            var effect = outcome.getStep() == Step.CREATE_COMPANY;
            assertThat(outcome.getVerdict()).isEqualTo(effect ? Verdict.UNKNOWN_EFFECT : Verdict.NOT_APPLIED);
        });
    }

    @Test
    void callsAreCountedByApiStepAndVerdict() {
        clients.answers(new Found<>("c1"));
        receive(() -> {}, Intents.whole(Step.CREATE_COMPANY));

        assertThat(meters.get("companion.provisioner.calls")
                        .tags("api", "gravityzone", "step", "create_company", "verdict", "applied")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    /** With the installer's link anyone can install into the customer's company. */
    @Test
    void noLinkIsEverLogged() {
        var logger = (Logger) LoggerFactory.getLogger(IntentListener.class);
        var level = logger.getLevel();
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.ALL);
        try {
            clients.answers(new Found<>(Done.DONE)); // for the first; the second throws
            var write = Intents.of(Step.WRITE_VARIABLE, intent -> intent.setVariableValue("https://gz.example/secret"));
            receive(() -> {}, write, write);
        } finally {
            logger.setLevel(level);
            logger.detachAppender(logged);
        }

        assertThat(logged.list).hasSizeGreaterThanOrEqualTo(3).allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain("secret");
            assertThat(String.valueOf(event.getKeyValuePairs())).doesNotContain("secret");
            assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy())).doesNotContain("secret");
        });
    }
}
