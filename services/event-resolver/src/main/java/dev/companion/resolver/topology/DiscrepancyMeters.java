package dev.companion.resolver.topology;

import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.DiscrepancyType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * {@code companion.event-resolver.discrepancies}: how many stand in each state on this instance, all instances together
 * being all there are. Closed ones are not counted: they only wait to be forgotten.
 */
final class DiscrepancyMeters {

    private static final List<State> STANDING = List.of(State.OPEN, State.RESOLVING, State.SNOOZED);

    /** What is counted as one. */
    private record Kind(DiscrepancyType type, State state) {

        static Kind of(Discrepancy discrepancy) {
            return new Kind(discrepancy.finding().type(), discrepancy.state());
        }
    }

    private final Map<TaskId, Map<Kind, Long>> counts = new ConcurrentHashMap<>();

    DiscrepancyMeters(MeterRegistry registry) {
        for (var type : DiscrepancyType.values()) {
            for (var state : STANDING) {
                var kind = new Kind(type, state);
                Gauge.builder("companion.event-resolver.discrepancies", () -> count(kind))
                        .tag("type", type.name().toLowerCase(Locale.ROOT))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
    }

    /** A task begins anew, with nothing counted. */
    void taken(TaskId task) {
        counts.put(task, new ConcurrentHashMap<>());
    }

    /** @param before null where there was none, or none was counted */
    void moved(TaskId task, @Nullable Discrepancy before, Discrepancy after) {
        var ofTask = counts.computeIfAbsent(task, _ -> new ConcurrentHashMap<>());
        if (before != null) {
            ofTask.merge(Kind.of(before), -1L, Long::sum);
        }
        ofTask.merge(Kind.of(after), 1L, Long::sum);
    }

    /** The task goes elsewhere, and what it holds is counted there. */
    void handedOver(TaskId task) {
        counts.remove(task);
    }

    private long count(Kind kind) {
        return counts.values().stream()
                .mapToLong(found -> found.getOrDefault(kind, 0L))
                .sum();
    }
}
