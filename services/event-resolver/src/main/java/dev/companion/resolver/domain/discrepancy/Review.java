package dev.companion.resolver.domain.discrepancy;

import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.facts.TenantHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.rules.Assessment;
import dev.companion.resolver.domain.rules.Assessment.Absent;
import dev.companion.resolver.domain.rules.Assessment.Present;
import dev.companion.resolver.domain.rules.Assessment.Unclear;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies all rules to the facts and changes the discrepancies accordingly. A second review changes nothing. */
public final class Review {

    /**
     * @param changed discrepancies that changed
     * @param open discrepancies that need action, changed or not
     * @param nextReview when time alone makes a difference; null if it does not
     */
    public record Result(
            List<Discrepancy> changed,
            List<Discrepancy> open,
            @Nullable Instant nextReview) {}

    private final DiscrepancyDetector detector;

    public Review(DiscrepancyDetector detector) {
        this.detector = detector;
    }

    /** @param known finds a discrepancy by its id */
    public Result of(SiteFacts facts, Function<String, Optional<Discrepancy>> known) {
        var tracker = new AttemptTracker(facts, detector.grace());
        return of(facts.tenant(), detector.assess(facts), 1, facts.now(), known, tracker::track, detector.grace());
    }

    /** @param known finds a discrepancy by its id */
    public Result of(TenantHealth facts, Function<String, Optional<Discrepancy>> known) {
        var grace = detector.grace();
        return of(
                facts.tenant(),
                detector.assess(facts),
                facts.linkedSites(),
                facts.now(),
                known,
                discrepancy -> AttemptTracker.failIfOverdue(discrepancy, grace, facts.now()),
                grace);
    }

    private static Result of(
            TenantSettings tenant,
            List<Assessment> assessments,
            int affected,
            Instant now,
            Function<String, Optional<Discrepancy>> known,
            UnaryOperator<Discrepancy> track,
            GracePeriods grace) {
        var changed = new ArrayList<Discrepancy>();
        var open = new ArrayList<Discrepancy>();
        Instant next = null;
        for (var assessment : assessments) {
            var before = known.apply(assessment.subject().idIn(tenant.tenantId()));
            var from = reportedFrom(assessment, before);
            if (from != null && from.isAfter(now)) {
                next = next == null || from.isBefore(next) ? from : next;
            }
            var after = after(tenant, assessment, before.map(it -> it.snoozeExpiredBy(now)), affected, now)
                    .map(each -> each.state() == State.RESOLVING ? track.apply(each) : each)
                    .map(each -> closedIfUnlinking(each, assessment, now));
            var due = after.flatMap(it -> it.due(grace)).orElse(null);
            if (due != null) {
                next = next == null || due.isBefore(next) ? due : next;
            }
            after.filter(each -> !before.equals(Optional.of(each))).ifPresent(changed::add);
            after.filter(each -> each.state() == State.OPEN).ifPresent(open::add);
        }
        return new Result(List.copyOf(changed), List.copyOf(open), next);
    }

    /** Returns when the assessment will have lasted long enough to be reported; null if that makes no difference. */
    private static @Nullable Instant reportedFrom(Assessment assessment, Optional<Discrepancy> before) {
        var standing = before.filter(it -> it.state() != State.CLOSED).isPresent();
        return switch (assessment) {
            case Present present -> standing && !isResolving(before) ? null : present.from();
            case Absent absent -> standing ? absent.from() : null;
            case Unlinking _, Unclear _ -> null;
        };
    }

    private static Optional<Discrepancy> after(
            TenantSettings tenant, Assessment assessment, Optional<Discrepancy> before, int affected, Instant now) {
        return switch (assessment) {
            case Present(var finding, var from) -> {
                var level = tenant.level(finding.type());
                var standing = before.filter(it -> it.state() != State.CLOSED);
                // An action in progress has the same grace period to help as a new discrepancy has to open.
                var early = from.isAfter(now);
                yield early && (standing.isEmpty() || isResolving(standing))
                        ? before
                        : before.map(it -> it.detected(finding, affected, level, now))
                                .or(() -> Optional.of(
                                        Discrepancy.opened(tenant.tenantId(), finding, affected, level, now)));
            }
            case Absent(var _, var because, var from) ->
                from.isAfter(now) ? before : before.map(it -> it.cleared(because, now));
            case Unlinking _, Unclear _ -> before;
        };
    }

    private static boolean isResolving(Optional<Discrepancy> known) {
        return known.filter(it -> it.state() == State.RESOLVING).isPresent();
    }

    /** While a site is being unlinked, a discrepancy of it is closed unless an action is in progress. */
    private static Discrepancy closedIfUnlinking(Discrepancy it, Assessment assessment, Instant now) {
        return assessment instanceof Unlinking(var _, var because) && it.state() != State.RESOLVING
                ? it.cleared(because, now)
                : it;
    }
}
