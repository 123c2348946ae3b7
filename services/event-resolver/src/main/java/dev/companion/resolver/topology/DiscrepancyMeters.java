package dev.companion.resolver.topology;

import dev.companion.resolver.domain.DiscrepancyCounts;
import dev.companion.resolver.domain.DiscrepancyCounts.Kind;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.vocabulary.DiscrepancyType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gauge {@code companion.event-resolver.discrepancies}: how many discrepancies are in each state on this instance. The
 * sum over all instances is the total.
 */
final class DiscrepancyMeters {

    private static final List<State> STATES = List.of(State.OPEN, State.RESOLVING, State.SNOOZED);

    private final Map<String, DiscrepancyCounts> byTask = new ConcurrentHashMap<>();

    DiscrepancyMeters(MeterRegistry registry) {
        for (var type : DiscrepancyType.known()) {
            for (var state : STATES) {
                var kind = new Kind(type, state);
                Gauge.builder("companion.event-resolver.discrepancies", () -> count(kind))
                        .tag("type", type.name().toLowerCase(Locale.ROOT))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    void update(String taskId, DiscrepancyCounts counts) {
        byTask.put(taskId, counts);
    }

    /** Called when the task leaves this instance; another one counts its discrepancies from then on. */
    void remove(String taskId) {
        byTask.remove(taskId);
    }

    private int count(Kind kind) {
        return byTask.values().stream().mapToInt(counts -> counts.of(kind)).sum();
    }
}
