package dev.companion.poller.topology;

import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.PollEmission;
import dev.companion.poller.domain.polling.PollEmission.RowsCounted;
import dev.companion.poller.domain.polling.PollKind;
import dev.companion.poller.domain.sweep.SweepVerdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics of the poller.
 *
 * <ul>
 *   <li>{@code companion.poller.shown{kind}}: rows that a vendor showed and that are of a kind we import, in a page of
 *       a list or, if the list left them out, read by their id. Shown = unchanged + published + withheld.
 *   <li>{@code companion.poller.rows{kind,outcome}}: the outcome of these rows. A row is withheld while the vendor says
 *       too little about it.
 *   <li>{@code companion.poller.deletions{kind}}: rows confirmed to be gone and published as such; they were not shown
 *       and do not count as rows. For sites and users: published + deletions = changes published, except e-mail
 *       addresses that are retracted.
 *   <li>{@code companion.poller.holds{kind,change}}: records of deletions held back. Raised - lifted = current holds,
 *       since this process started; replaced is another set instead of one.
 *   <li>{@code companion.poller.sweeps{kind,verdict}}: sweeps that ended, with {@code held} for the complete ones whose
 *       missing rows were too many to be believed.
 *   <li>{@code companion.poller.calls{api,result}}: requests; result is answered or failed. Requests for tokens and
 *       requests that the clients make for themselves are not counted.
 *   <li>{@code companion.sweep.age{kind}}: seconds since the list of sites or of companies was last seen to its end, for the
 *       tenant of this instance for which that is longest ago; 0 without tenants. Tenants that are paused, or wait for
 *       other credentials, do not count.
 *   <li>{@code companion.sweep.interval}: the shortest time between two sweeps; a quiet list is swept up to fifteen times
 *       less often.
 *   <li>{@code companion.secrets.unopened{api}}: tenants with a secret that could not be opened when it was last needed.
 * </ul>
 */
final class PollerMeters {

    private static final List<PollKind> SEEN = List.of(PollKind.SITES, PollKind.COMPANIES);

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Map<PollKind, Instant>> unseenSince = new ConcurrentHashMap<>();

    /** @param interval shortest time between two sweeps of a list */
    PollerMeters(MeterRegistry registry, VendorReads reads, Duration interval, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        for (var kind : SEEN) {
            Gauge.builder("companion.sweep.age", this, all -> all.unseenSeconds(kind))
                    .tags("service", "poller", "kind", lower(kind))
                    .baseUnit("seconds")
                    .register(registry);
        }
        Gauge.builder("companion.sweep.interval", () -> interval.toMillis() / 1000.0)
                .tag("service", "poller")
                .baseUnit("seconds")
                .register(registry);
        for (var kind : PollKind.values()) { // from 0 on: a rate does not see what a counter begins with
            if (kind != PollKind.ACTIVITIES) {
                registry.counter("companion.poller.deletions", "kind", lower(kind));
            }
        }
        for (var vendor : Vendor.values()) {
            Gauge.builder("companion.secrets.unopened", reads, all -> all.unopenedSecrets(vendor))
                    .tags("service", "poller", "api", lower(vendor))
                    .register(registry);
        }
    }

    /** @param since by kind, of the tenant of the task for which it is longest ago */
    void update(String taskId, Map<PollKind, Instant> since) {
        unseenSince.put(taskId, since);
    }

    /** The task moved to another process. */
    void remove(String taskId) {
        unseenSince.remove(taskId);
    }

    private double unseenSeconds(PollKind kind) {
        var now = clock.instant();
        return unseenSince.values().stream()
                .map(since -> since.get(kind))
                .filter(Objects::nonNull)
                .mapToDouble(since -> Duration.between(since, now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }

    void count(PollEmission emission) {
        switch (emission) {
            case RowsCounted rows -> count(rows);
            case PollEmission.HoldRaised raised -> hold(raised.kind(), raised.replaced() ? "replaced" : "raised");
            case PollEmission.HoldLifted(var _, var kind) -> hold(kind, "lifted");
            case PollEmission.SweepEnded ended -> count(ended);
            case PollEmission.CallEnded(var vendor, var answered) ->
                registry.counter(
                                "companion.poller.calls",
                                "api",
                                lower(vendor),
                                "result",
                                answered ? "answered" : "failed")
                        .increment();
            case PollEmission _ -> {
                // Not counted.
            }
        }
    }

    private void count(RowsCounted rows) {
        var kind = lower(rows.kind());
        add(rows.shown(), "companion.poller.shown", "kind", kind);
        add(rows.unchanged(), "companion.poller.rows", "kind", kind, "outcome", "unchanged");
        add(rows.published(), "companion.poller.rows", "kind", kind, "outcome", "published");
        add(rows.withheld(), "companion.poller.rows", "kind", kind, "outcome", "withheld");
        add(rows.gone(), "companion.poller.deletions", "kind", kind);
    }

    private void add(int count, String name, String... tags) {
        if (count > 0) {
            registry.counter(name, tags).increment(count);
        }
    }

    private void count(PollEmission.SweepEnded ended) {
        registry.counter("companion.poller.sweeps", "kind", lower(ended.kind()), "verdict", word(ended.verdict()))
                .increment();
    }

    /** The same word in metrics and in the log. */
    static String word(SweepVerdict verdict) {
        return switch (verdict) {
            case SweepVerdict.Complete(var _, var held) -> held ? "held" : "complete";
            case SweepVerdict.Suspicious _ -> "suspicious";
            case SweepVerdict.Partial _ -> "partial";
        };
    }

    private void hold(PollKind kind, String change) {
        registry.counter("companion.poller.holds", "kind", lower(kind), "change", change)
                .increment();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
