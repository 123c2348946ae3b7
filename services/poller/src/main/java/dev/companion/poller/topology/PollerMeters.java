package dev.companion.poller.topology;

import dev.companion.health.VendorApi;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observation.ChangedRow;
import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.Observation.Marked;
import dev.companion.poller.domain.Observation.UnchangedRow;
import dev.companion.poller.domain.Observation.Withheld;
import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.SweepVerdict;
import dev.companion.poller.domain.SweptPage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the poller counts.
 *
 * <ul>
 *   <li>{@code companion.poller.shown{kind}}: rows that a vendor showed and that are of a kind we import, in a page of
 *       a list or, where the list left them out, by themselves. Shown = unchanged + published + withheld.
 *   <li>{@code companion.poller.rows{kind,outcome}}: what became of them. A row is withheld while too little is said
 *       about it.
 *   <li>{@code companion.poller.deletions{kind}}: rows confirmed to be gone and published as such; they were not shown
 *       and are not among the rows. Of sites and users: published + deletions = changes published, but for e-mail
 *       addresses that are taken back.
 *   <li>{@code companion.poller.holds{kind,change}}: records of deletions held back. Raised - lifted = holds that stand,
 *       since this process began; replaced is another set in place of one.
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
            // What is noted of an absent row is nothing that was shown.
            case Marked<?>(var row) when row.absent() -> {}
            case ChangedRow<?>(var _, var row) when row.absent() -> {}
            case Marked<?> _ -> row(kind, "unchanged");
            case Observation<?> _ -> row(kind, "published");
        }
    }

    void shown(Kind kind, SweptPage<?> page) {
        shown(kind, page.rows().stream().flatMap(row -> Stream.ofNullable(row.value())));
    }

    void shown(Kind kind, RowAnswer<?> answer) {
        if (answer instanceof RowAnswer.There<?>) {
            registry.counter("companion.poller.shown", "kind", lower(kind)).increment();
        }
    }

    void shown(Kind kind, List<? extends Observed<?>> rows) {
        shown(kind, rows.stream());
    }

    private void shown(Kind kind, Stream<? extends Observed<?>> rows) {
        registry.counter("companion.poller.shown", "kind", lower(kind))
                .increment(rows.map(Observed::id).distinct().count());
    }

    /** @param replaced whether another stood before it */
    void holdRaised(Kind kind, boolean replaced) {
        hold(kind, replaced ? "replaced" : "raised");
    }

    void holdLifted(Kind kind) {
        hold(kind, "lifted");
    }

    private void hold(Kind kind, String change) {
        registry.counter("companion.poller.holds", "kind", lower(kind), "change", change)
                .increment();
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
