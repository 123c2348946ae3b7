package dev.companion.console.domain.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.installation.Instance.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceStateTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private static Instance said(String id, State state, Duration ago) {
        return new Instance("poller", id, "0.1", NOW.minusSeconds(3_600), state, List.of(), 0L, NOW.minus(ago));
    }

    private static final Instance READY = said("a", State.READY, Duration.ofMinutes(2));
    private static final Instance NOT_READY = said("b", State.NOT_READY, Duration.ofSeconds(5));
    private static final Instance KILLED = said("c", State.READY, Duration.ofMinutes(6));
    private static final Instance STOPPED = said("d", State.ENDED, Duration.ofDays(1));

    @Test
    void aWordIsGoodForFiveMinutes() {
        var instance = said("a", State.READY, Duration.ZERO);

        assertThat(instance.state(NOW.plus(Duration.ofMinutes(5)))).isEqualTo(State.READY);
        assertThat(instance.state(NOW.plus(Duration.ofMinutes(5)).plusMillis(1)))
                .isEqualTo(State.LOST);
    }

    @Test
    void whoWasStoppedIsNotLost() {
        assertThat(STOPPED.state(NOW)).isEqualTo(State.ENDED);
    }

    @Test
    void aServiceIsWhatItsRunningInstancesAre() {
        assertThat(ServiceState.of(List.of(READY), NOW)).isEqualTo(ServiceState.READY);
        assertThat(ServiceState.of(List.of(READY, KILLED, STOPPED), NOW)).isEqualTo(ServiceState.READY);
        assertThat(ServiceState.of(List.of(READY, NOT_READY), NOW)).isEqualTo(ServiceState.PARTLY_READY);
        assertThat(ServiceState.of(List.of(NOT_READY, KILLED), NOW)).isEqualTo(ServiceState.NOT_READY);
    }

    @Test
    void withoutAWordItIsNeverSaidToBeWell() {
        assertThat(ServiceState.of(List.of(KILLED, STOPPED), NOW)).isEqualTo(ServiceState.SILENT);
        assertThat(ServiceState.of(List.of(), NOW)).isEqualTo(ServiceState.UNKNOWN);
    }

    @Test
    void theInstancesThatRunAreShownOrElseTheLastThatWasHeardOf() {
        assertThat(ServiceState.shown(List.of(KILLED, NOT_READY, READY), NOW)).containsExactly(READY, NOT_READY);
        assertThat(ServiceState.shown(List.of(STOPPED, KILLED), NOW)).containsExactly(KILLED);
        assertThat(ServiceState.shown(List.of(), NOW)).isEmpty();
    }
}
