package dev.companion.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureWordsTest {

    private static final String CONTENT = "Acme Ltd";
    private static final String PLACE =
            "Exception caught in process. taskId=0_1, processor=read t, topic=t, partition=1, offset=7";

    @Test
    void theRootSaysWhatFailed() {
        assertThat(FailureWords.root(new KafkaException("outer", new ConnectException("refused"))))
                .isEqualTo("refused");
        assertThat(FailureWords.root(new KafkaException(new ConnectException())))
                .isEqualTo("ConnectException");
    }

    @Test
    void aFailureThatCausesItselfEnds() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(FailureWords.root(first)).isNotEmpty();
        assertThat(FailureWords.withoutContents(first)).isEqualTo("IllegalStateException");
    }

    @Test
    void whatBrokersAndTheNetworkSayIsSaidWithThePlace() {
        assertThat(FailureWords.withoutContents(new StreamsException(PLACE, new TimeoutException("no leader"))))
                .isEqualTo("no leader (" + PLACE + ")");
        assertThat(FailureWords.withoutContents(new UncheckedIOException(new ConnectException("refused"))))
                .isEqualTo("refused");
        assertThat(FailureWords.withoutContents(new TopicAuthorizationException("t")))
                .isEqualTo("t");
        assertThat(FailureWords.withoutContents(new NoClassDefFoundError("zstd")))
                .isEqualTo("zstd");
    }

    @Test
    void whatMayQuoteARecordIsNamedByItsKindAlone() {
        for (var failure : new Throwable[] {
            new IllegalArgumentException(CONTENT),
            new AssertionError(CONTENT),
            new KafkaException(new IllegalArgumentException(CONTENT)),
            new StreamsException(new IllegalArgumentException(CONTENT)),
            new StreamsException(
                    "Input record ConsumerRecord(value = " + CONTENT + ") has invalid (negative) timestamp"),
            new ProcessorStateException("Error while putting key t value " + CONTENT),
            new SerializationException("cannot be stored", new IllegalArgumentException(CONTENT)),
            new StreamsException(PLACE, new IllegalArgumentException(CONTENT))
        }) {
            assertThat(FailureWords.withoutContents(failure)).isNotEmpty().doesNotContain(CONTENT);
        }
        assertThat(FailureWords.withoutContents(new StreamsException(PLACE, new IllegalArgumentException(CONTENT))))
                .isEqualTo("IllegalArgumentException (" + PLACE + ")");
    }

    @Test
    void onlyTheFirstLineIsSaid() {
        assertThat(FailureWords.withoutContents(new KafkaException("refused\nstack trace")))
                .isEqualTo("refused");
    }
}
