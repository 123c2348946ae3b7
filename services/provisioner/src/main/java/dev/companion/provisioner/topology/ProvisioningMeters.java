package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.schedule.LinkCounts;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gauges of the links of this process: {@code companion.provisioner.links} by phase, whose sum is the number of links;
 * {@code …in.flight}, calls without an outcome; {@code …in.doubt}, links with a creation whose outcome is unknown, and
 * {@code …in.doubt.age} of the oldest in seconds, which is worth an alert beyond some minutes.
 */
public final class ProvisioningMeters {

    private final Map<String, LinkCounts> byTask = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public ProvisioningMeters(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        for (var phase : Phase.values()) {
            Gauge.builder("companion.provisioner.links", this, all -> all.links(phase))
                    .tag("phase", phase.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        Gauge.builder("companion.provisioner.in.flight", this, ProvisioningMeters::inFlight)
                .register(meters);
        Gauge.builder("companion.provisioner.in.doubt", this, ProvisioningMeters::unknownOutcomes)
                .register(meters);
        Gauge.builder("companion.provisioner.in.doubt.age", this, ProvisioningMeters::unknownOutcomeSeconds)
                .baseUnit("seconds")
                .register(meters);
    }

    void update(String task, LinkCounts counts) {
        byTask.put(task, counts);
    }

    /** The task moved to another process. */
    void remove(String task) {
        byTask.remove(task);
    }

    private double links(Phase phase) {
        return byTask.values().stream()
                .mapToInt(counts -> counts.links().getOrDefault(phase, 0))
                .sum();
    }

    private double inFlight() {
        return byTask.values().stream().mapToInt(LinkCounts::inFlight).sum();
    }

    private double unknownOutcomes() {
        return byTask.values().stream().mapToInt(LinkCounts::unknownOutcomes).sum();
    }

    private double unknownOutcomeSeconds() {
        var now = clock.instant();
        return byTask.values().stream()
                .map(LinkCounts::oldestUnknownSince)
                .filter(Objects::nonNull)
                .mapToLong(since -> Duration.between(since, now).toSeconds())
                .max()
                .orElse(0);
    }
}
