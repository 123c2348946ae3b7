package dev.companion.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.contract.ContractGate.Precondition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ContractMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double state(String state) {
        return registry.get("companion.contract.state")
                .tags("service", "mapper", "state", state)
                .gauge()
                .value();
    }

    @Test
    void exactlyOneStateHolds() {
        var mended = new AtomicBoolean();
        var answers = new CountDownLatch(1);
        var gate = new ContractGate(
                "mapper",
                List.of(new Precondition("Kafka", () -> {
                    answers.await();
                    if (!mended.get()) {
                        throw new ContractException("topic companion.links.v1 has 3 partitions (expected: 12)");
                    }
                })),
                Duration.ofMillis(20));
        var meters = new ContractMeters(registry, "mapper", gate); // gauges do not keep what they measure
        gate.start();
        assertThat(List.of(state("waiting"), state("refused"), state("agreed"))).containsExactly(1.0, 0.0, 0.0);

        answers.countDown();
        await().untilAsserted(() -> assertThat(List.of(state("waiting"), state("refused"), state("agreed")))
                .containsExactly(0.0, 1.0, 0.0));

        mended.set(true);
        await().untilAsserted(() -> assertThat(List.of(state("waiting"), state("refused"), state("agreed")))
                .containsExactly(0.0, 0.0, 1.0));
        assertThat(meters).isNotNull();
    }
}
