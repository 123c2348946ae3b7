package dev.companion.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureKindTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SerializationException("bad magic"), FailureKind.POISON),
                Arguments.of(new IllegalArgumentException("id in a key"), FailureKind.POISON),
                Arguments.of(new SerializationException("registry", new IOException("reset")), FailureKind.TRANSIENT),
                Arguments.of(new TimeoutException("broker"), FailureKind.TRANSIENT),
                Arguments.of(new KafkaException("something"), FailureKind.TRANSIENT),
                Arguments.of(new TopicAuthorizationException("t"), FailureKind.FATAL),
                Arguments.of(new OutOfMemoryError(), FailureKind.FATAL));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasOneExit(Throwable failure, FailureKind kind) {
        assertThat(FailureKind.of(failure)).isEqualTo(kind);
    }
}
