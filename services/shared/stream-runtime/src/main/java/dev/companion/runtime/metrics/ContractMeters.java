package dev.companion.runtime.metrics;

import dev.companion.runtime.contract.ContractGate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * The gauge {@code companion.contract.state{service,state}}: 1 for the state that holds, 0 for the others. The service has
 * not started while it is waiting for brokers or registry, or is refused by them.
 */
public final class ContractMeters {

    private enum State {
        WAITING,
        REFUSED,
        AGREED
    }

    private final ContractGate gate;

    public ContractMeters(MeterRegistry registry, String service, ContractGate gate) {
        this.gate = gate;
        for (var state : State.values()) {
            Gauge.builder("companion.contract.state", this, all -> all.state() == state ? 1 : 0)
                    .tags("service", service, "state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private State state() {
        if (gate.opened().isDone()) {
            return State.AGREED;
        }
        return gate.refusal().isPresent() ? State.REFUSED : State.WAITING;
    }
}
