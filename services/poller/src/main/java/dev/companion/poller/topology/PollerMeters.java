package dev.companion.poller.topology;

import dev.companion.health.VendorApi;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.Observation.Marked;
import dev.companion.poller.domain.Observation.UnchangedRow;
import dev.companion.poller.domain.Observation.Withheld;
import dev.companion.poller.domain.SweepVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What the poller counts.
 *
 * <ul>
 *   <li>{@code companion.poller.rows{kind,outcome}}: rows that a vendor listed and that are of a kind we import.
 *       Rows polled = unchanged + published + withheld. A row is withheld while too little is said about it.
 *   <li>{@code companion.poller.deletions{kind}}: rows confirmed to be gone and published as such; they were not listed
 *       and are not among the rows.
 *   <li>{@code companion.poller.sweeps{kind,verdict}}: sweeps that ended, with {@code held} for the complete ones whose
 *       missing rows were too many to be believed.
 *   <li>{@code companion.poller.calls{api,result}}: requests; result is answered or failed. Token requests and those
 *       of the clients' own are not seen here.
 * </ul>
 */
final class PollerMeters {

    private final MeterRegistry registry;

    PollerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void observed(Kind kind, Observation<?> observation) {
        switch (observation) {
            case Gone<?> _ ->
                registry.counter("companion.poller.deletions", "kind", lower(kind))
                        .increment();
            case Withheld<?> _ -> row(kind, "withheld");
            case UnchangedRow<?> _ -> row(kind, "unchanged");
            // A mark on an absent row is none that was listed.
            case Marked<?>(var row) when row.misses() > 0 || row.askAgainAt() != null -> {}
            case Marked<?> _ -> row(kind, "unchanged");
            case Observation<?> _ -> row(kind, "published");
        }
    }

    void swept(Kind kind, SweepVerdict verdict) {
        var name =
                switch (verdict) {
                    case SweepVerdict.Complete(var _, var held) -> held ? "held" : "complete";
                    case SweepVerdict.Suspicious _ -> "suspicious";
                    case SweepVerdict.Partial _ -> "partial";
                };
        registry.counter("companion.poller.sweeps", "kind", lower(kind), "verdict", name)
                .increment();
    }

    void called(VendorApi api, boolean answered) {
        registry.counter("companion.poller.calls", "api", lower(api), "result", answered ? "answered" : "failed")
                .increment();
    }

    private void row(Kind kind, String outcome) {
        registry.counter("companion.poller.rows", "kind", lower(kind), "outcome", outcome)
                .increment();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
