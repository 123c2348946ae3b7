package dev.companion.console.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.console.requests.RequestLog.RequestNotConfirmed;
import dev.companion.console.requests.RequestLog.RequestNotWritten;
import dev.companion.requests.Request;
import dev.companion.runtime.NotWrittenException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicRequestLogTest {

    @Test
    void aConfirmedRequestIsInTheLog() {
        assertThatCode(() -> append(CompletableFuture.completedFuture(7L))).doesNotThrowAnyException();
    }

    @Test
    void withoutConfirmationItIsNotKnown() {
        assertThatThrownBy(() -> append(CompletableFuture.failedFuture(new TimeoutException("30 s"))))
                .isInstanceOf(RequestNotConfirmed.class);
        assertThatThrownBy(() -> append(new CompletableFuture<>())).isInstanceOf(RequestNotConfirmed.class);
    }

    @Test
    void whatTheBrokerRefusedIsCertainlyNotWritten() {
        var tooLarge = new NotWrittenException(new RecordTooLargeException("1 MB"));

        assertThatThrownBy(() -> append(CompletableFuture.failedFuture(tooLarge)))
                .isInstanceOfSatisfying(
                        RequestNotWritten.class,
                        e -> assertThat(e.isRetryable()).isFalse());
    }

    private static void append(CompletableFuture<Long> published) {
        new TopicRequestLog((_, _) -> published, Duration.ofMillis(1)).append("t|r", new Request());
    }
}
