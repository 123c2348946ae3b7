package dev.companion.resolver.domain;

import dev.companion.resolver.domain.Assessment.Holds;
import dev.companion.resolver.domain.Assessment.HoldsNot;
import dev.companion.resolver.domain.Assessment.Leaving;
import dev.companion.resolver.domain.Assessment.Unclear;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A look at everything known, and what it does to the discrepancies. Looking twice changes nothing. */
public final class Review {

    /**
     * @param changed those that are other than before
     * @param open those that wait for somebody, changed or not
     * @param lookAgainAt when time alone will make a difference; null where it will not
     */
    public record Result(
            List<Discrepancy> changed,
            List<Discrepancy> open,
            @Nullable Instant lookAgainAt) {}

    private final DiscrepancyDetector detector;

    public Review(DiscrepancyDetector detector) {
        this.detector = detector;
    }

    /** @param known the discrepancy of an id, if there is or was one */
    public Result of(SiteFacts facts, Function<String, Optional<Discrepancy>> known) {
        var attempts = new AttemptWatch(facts, detector.patience());
        return of(facts.tenant(), detector.assess(facts), 1, facts.now(), known, attempts::follow, detector.patience());
    }

    /** @param known the discrepancy of an id, if there is or was one */
    public Result of(TenantFacts facts, Function<String, Optional<Discrepancy>> known) {
        var patience = detector.patience();
        return of(
                facts.tenant(),
                detector.assess(facts),
                facts.linkedSites(),
                facts.now(),
                known,
                discrepancy -> AttemptWatch.outwaited(discrepancy, patience, facts.now()),
                patience);
    }

    private static Result of(
            TenantView tenant,
            List<Assessment> assessments,
            int affected,
            Instant now,
            Function<String, Optional<Discrepancy>> known,
            Function<Discrepancy, Discrepancy> follow,
            Patience patience) {
        var changed = new ArrayList<Discrepancy>();
        var open = new ArrayList<Discrepancy>();
        Instant again = null;
        for (var assessment : assessments) {
            var before = known.apply(assessment.subject().idIn(tenant.tenantId()));
            var from = dueAt(assessment, before);
            if (from != null && from.isAfter(now)) {
                again = again == null || from.isBefore(again) ? from : again;
            }
            var after = after(tenant, assessment, before.map(it -> it.restEndedBy(now)), affected, now)
                    .map(each -> each.state() == State.RESOLVING ? follow.apply(each) : each)
                    .map(each -> left(each, assessment, now));
            var due = after.flatMap(it -> it.due(patience)).orElse(null);
            if (due != null) {
                again = again == null || due.isBefore(again) ? due : again;
            }
            after.filter(each -> !before.equals(Optional.of(each))).ifPresent(changed::add);
            after.filter(each -> each.state() == State.OPEN).ifPresent(open::add);
        }
        return new Result(List.copyOf(changed), List.copyOf(open), again);
    }

    /** When what is so now will have been so for long enough; null where that makes no difference. */
    private static @Nullable Instant dueAt(Assessment assessment, Optional<Discrepancy> before) {
        var standing = before.filter(it -> it.state() != State.CLOSED).isPresent();
        return switch (assessment) {
            case Holds holds -> standing && !isUnderWay(before) ? null : holds.from();
            case HoldsNot holdsNot -> standing ? holdsNot.from() : null;
            case Leaving _, Unclear _ -> null;
        };
    }

    private static Optional<Discrepancy> after(
            TenantView tenant, Assessment assessment, Optional<Discrepancy> before, int affected, Instant now) {
        return switch (assessment) {
            case Holds(var finding, var from) -> {
                var level = tenant.level(finding.type());
                var standing = before.filter(it -> it.state() != State.CLOSED);
                // What is tried again has the same patience to help as what is new has to open.
                var early = from.isAfter(now);
                yield early && (standing.isEmpty() || isUnderWay(standing))
                        ? before
                        : before.map(it -> it.seen(finding, affected, level, now))
                                .or(() -> Optional.of(
                                        Discrepancy.opened(tenant.tenantId(), finding, affected, level, now)));
            }
            case HoldsNot(var _, var because, var from) ->
                from.isAfter(now) ? before : before.map(it -> it.gone(because, now));
            case Leaving _, Unclear _ -> before;
        };
    }

    private static boolean isUnderWay(Optional<Discrepancy> known) {
        return known.filter(it -> it.state() == State.RESOLVING).isPresent();
    }

    /** Once an action under way has ended, nobody is asked about what is being taken apart. */
    private static Discrepancy left(Discrepancy it, Assessment assessment, Instant now) {
        return assessment instanceof Leaving(var _, var because) && it.state() != State.RESOLVING
                ? it.gone(because, now)
                : it;
    }
}
