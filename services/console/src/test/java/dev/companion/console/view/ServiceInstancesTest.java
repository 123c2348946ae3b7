package dev.companion.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.Recorded;
import dev.companion.console.domain.installation.Instance;
import dev.companion.health.ServiceState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceInstancesTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final ServiceInstances instances = new ServiceInstances();

    private void said(String id, ServiceState state, Instant at) {
        instances.put("poller|" + id, Recorded.report("poller", id, state, START, at));
    }

    @Test
    void theLastReportOfAnInstanceCountsInWhicheverOrderTheyAreRead() {
        said("a", ServiceState.NOT_READY, START.plusSeconds(10));
        said("a", ServiceState.READY, START);

        assertThat(instances.all(START)).singleElement().satisfies(instance -> {
            assertThat(instance.said()).isEqualTo(Instance.State.NOT_READY);
            assertThat(instance.saidAt()).isEqualTo(START.plusSeconds(10));
        });
    }

    @Test
    void whatTheTopicNoLongerKeepsIsForgotten() {
        said("a", ServiceState.READY, START);

        assertThat(instances.all(START.plus(Duration.ofDays(7)))).hasSize(1);
        assertThat(instances.all(START.plus(Duration.ofDays(7)).plusSeconds(1))).isEmpty();
    }

    @Test
    void aServiceThatStartsInACircleDoesNotFillTheMemory() {
        for (var i = 0; i < 5_000; i++) {
            said("i" + i, ServiceState.READY, START.plusSeconds(i));
        }

        assertThat(instances.all(START))
                .hasSize(ServiceInstances.KEPT_MAX)
                .anyMatch(each -> each.id().equals("i4999"));
    }
}
