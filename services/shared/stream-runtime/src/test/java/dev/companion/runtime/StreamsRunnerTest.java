package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.runtime.contract.ContractGate;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

/** What health says once a stream thread has failed. */
class StreamsRunnerTest {

    private final StreamsRunner runner = new StreamsRunner(
            new ContractGate("test", List.of(), Duration.ofSeconds(30)),
            new Topology(),
            new Properties(),
            () -> 0,
            _ -> {},
            () -> {});

    @Test
    void streamsThatHaveEndedAreNotSaidToBeReplaced() {
        var response = runner.onUncaught(new StreamsException(new TopicAuthorizationException("no right to read t")));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(runner.trouble()).contains("The streams have ended: no right to read t");
    }

    @Test
    void noContentOfARecordIsSaid() {
        runner.onUncaught(new StreamsException(new AssertionError("name of a site")));

        assertThat(runner.trouble()).contains("The streams have ended: AssertionError");
    }
}
