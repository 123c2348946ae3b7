package dev.companion.resolver.domain;

import dev.companion.resolver.domain.Assessment.Holds;
import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Unclear;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A look at everything known of a site, and what it does to the site's discrepancies. Looking twice changes nothing. */
public final class SiteReview {

    private SiteReview() {}

    /**
     * @param known the discrepancy of an id, if there is or was one
     * @return those that are other than before
     */
    public static List<Discrepancy> of(SiteFacts facts, Function<String, Optional<Discrepancy>> known, Instant now) {
        return DiscrepancyDetector.assess(facts).stream()
                .flatMap(assessment -> changed(facts, assessment, known, now).stream())
                .toList();
    }

    private static Optional<Discrepancy> changed(
            SiteFacts facts, Assessment assessment, Function<String, Optional<Discrepancy>> known, Instant now) {
        var before = known.apply(Discrepancy.idOf(facts.tenantId(), assessment.type(), facts.siteUid()));
        var after =
                switch (assessment) {
                    case Holds holds ->
                        before.map(it -> it.seen(holds.finding(), now))
                                .or(() -> Optional.of(Discrepancy.opened(facts.tenantId(), holds.finding(), now)));
                    case HoldsNot holdsNot -> before.map(it -> it.gone(holdsNot.because(), now));
                    case Unclear unclear -> before;
                };
        return after.filter(it -> !before.equals(Optional.of(it)));
    }
}
