package dev.companion.console.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.console.requests.RequestLog.RequestNotConfirmed;
import dev.companion.requests.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

    private static void append(CompletableFuture<Long> published) {
        new TopicRequestLog((_, _) -> published, Duration.ofMillis(1)).append("t|r", new Request());
    }
}
