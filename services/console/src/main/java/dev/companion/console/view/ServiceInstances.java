package dev.companion.console.view;

import dev.companion.console.domain.installation.Instance;
import dev.companion.health.ServiceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last report of each instance of each service, for as long as the topic keeps it. They are of no tenant. */
public final class ServiceInstances {

    /** As long as the topic keeps reports; what it keeps longer is not shown. */
    static final Duration KEPT = Duration.ofDays(7);

    /** A service that starts in a circle must not fill the memory. */
    static final int KEPT_MAX = 1_000;

    private final Map<String, Instance> byKey = new ConcurrentHashMap<>();

    public void put(String key, ServiceReport report) {
        var instance = new Instance(
                report.getService(),
                report.getInstance(),
                report.getVersion(),
                report.getStartedAt(),
                Instance.State.valueOf(report.getState().name()),
                report.getNotReady(),
                report.getLag().orElse(null),
                report.getMetadata().getOccurredAt());
        byKey.merge(key, instance, (old, said) -> said.saidAt().isBefore(old.saidAt()) ? old : said);
        if (byKey.size() > KEPT_MAX) {
            byKey.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparing(Instance::saidAt)))
                    .ifPresent(oldest -> byKey.remove(oldest.getKey(), oldest.getValue()));
        }
    }

    /** The newest start first. */
    public List<Instance> all(Instant now) {
        var since = now.minus(KEPT);
        byKey.values().removeIf(instance -> instance.saidAt().isBefore(since));
        return byKey.values().stream()
                .sorted(Comparator.comparing(Instance::startedAt).reversed().thenComparing(Instance::id))
                .toList();
    }
}
