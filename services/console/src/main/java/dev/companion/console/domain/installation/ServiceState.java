package dev.companion.console.domain.installation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known of a service from the instances that have reported. */
public enum ServiceState {
    /** Every instance that runs does its work. */
    READY,
    /** Some instances that run do their work, and others do not. */
    PARTLY_READY,
    /** Instances run, and none does its work. */
    NOT_READY,
    /** No instance has said anything for five minutes, or all were stopped. */
    SILENT,
    /** No instance has reported in the last seven days, or since the console has read the reports. */
    UNKNOWN;

    /** @param instances of one service */
    public static ServiceState of(List<Instance> instances, Instant now) {
        if (instances.isEmpty()) {
            return UNKNOWN;
        }
        var running = instances.stream().filter(instance -> instance.runs(now)).toList();
        if (running.isEmpty()) {
            return SILENT;
        }
        var ready = running.stream()
                .filter(instance -> instance.said() == Instance.State.READY)
                .count();
        return ready == running.size() ? READY : ready > 0 ? PARTLY_READY : NOT_READY;
    }

    /** The instances that run; if none does, the one that was heard of last. */
    public static List<Instance> shown(List<Instance> instances, Instant now) {
        var running = instances.stream()
                .filter(instance -> instance.runs(now))
                .sorted(Comparator.comparing(Instance::startedAt).thenComparing(Instance::id))
                .toList();
        if (!running.isEmpty()) {
            return running;
        }
        Optional<Instance> last = instances.stream().max(Comparator.comparing(Instance::saidAt));
        return last.stream().toList();
    }
}
