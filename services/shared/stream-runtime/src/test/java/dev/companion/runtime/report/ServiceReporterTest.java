package dev.companion.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.health.ServiceReport;
import dev.companion.health.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServiceReporterTest {

    private static final Instant BEGUN = Instant.parse("2026-11-30T10:00:00Z");

    private final List<ServiceReport> written = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private CompletableFuture<Long> acknowledgement = CompletableFuture.completedFuture(0L);
    private List<String> notReady = List.of();
    private Instant now = BEGUN;

    private final ServiceReporter reporter =
            new ServiceReporter("poller", "7k2", "0.1", () -> new Condition(notReady, 3L), () -> now, (key, report) -> {
                keys.add(key);
                written.add(report);
                return acknowledgement;
            });

    private void after(Duration time) {
        now = now.plus(time);
        reporter.look();
    }

    @Test
    void nothingIsSaidBeforeItsWorkMayBegin() {
        after(Duration.ofMinutes(10));
        reporter.stop();

        assertThat(written).isEmpty();
    }

    @Test
    void aWellInstanceSaysSoAtOnceAndEveryTwoMinutes() {
        reporter.begin();
        reporter.look();
        after(Duration.ofSeconds(119));
        assertThat(written).hasSize(1);
        after(Duration.ofSeconds(1));

        assertThat(written).hasSize(2).allSatisfy(report -> {
            assertThat(report.getState()).isEqualTo(ServiceState.READY);
            assertThat(report.getStartedAt()).isEqualTo(BEGUN);
            assertThat(report.getVersion()).isEqualTo("0.1");
            assertThat(report.getLag()).contains(3L);
        });
        assertThat(keys).containsOnly("poller|7k2");
        assertThat(written)
                .extracting(report -> report.getMetadata().getEventId())
                .containsExactly("report:poller:7k2:1", "report:poller:7k2:2");
    }

    @Test
    void aChangeIsSaidButNotEachOfACircle() {
        reporter.begin();
        reporter.look();
        notReady = List.of("streams");
        after(Duration.ofSeconds(9));
        assertThat(written).hasSize(1);
        after(Duration.ofSeconds(1));

        assertThat(written.getLast().getState()).isEqualTo(ServiceState.NOT_READY);
        assertThat(written.getLast().getNotReady()).containsExactly("streams");
        notReady = List.of();
        after(Duration.ofSeconds(2));
        notReady = List.of("streams");
        after(Duration.ofSeconds(8));
        assertThat(written).hasSize(2);
    }

    @Test
    void theNextReportWaitsForTheLast() {
        acknowledgement = new CompletableFuture<>();
        reporter.begin();
        reporter.look();
        after(Duration.ofMinutes(5));
        assertThat(written).hasSize(1);

        acknowledgement.completeExceptionally(new IllegalStateException("broker is away"));
        after(Duration.ofSeconds(1));
        assertThat(written).hasSize(2);
    }

    @Test
    void anEndThatIsAskedForIsSaidOnceAndIsTheLast() {
        reporter.begin();
        reporter.look();
        now = now.plusSeconds(30);
        reporter.stop();
        reporter.stop();
        after(Duration.ofMinutes(5));

        assertThat(written).extracting(ServiceReport::getState).containsExactly(ServiceState.READY, ServiceState.ENDED);
        assertThat(written.getLast().getMetadata().getOccurredAt()).isEqualTo(BEGUN.plusSeconds(30));
    }

    @Test
    void aClockThatIsSetBackSilencesNothing() {
        reporter.begin();
        reporter.look();
        after(Duration.ofHours(-1));

        assertThat(written).hasSize(2);
    }
}
