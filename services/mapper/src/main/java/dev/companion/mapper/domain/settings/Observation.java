package dev.companion.mapper.domain.settings;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about observing the lists of a tenant.
 *
 * @param sweepRequestedAt when a person last requested a sweep of all lists; null for never
 * @param linksRequestedAt when a person last asked to look for links that were made before; null for never
 * @param deletionDecisions the newest of each kind, in the order of kinds
 */
public record Observation(
        ObservationSettings settings,
        @Nullable Instant sweepRequestedAt,
        @Nullable Instant linksRequestedAt,
        List<DeletionDecision> deletionDecisions) {

    /** In force until a person decides otherwise. */
    public static final Observation INITIAL = new Observation(ObservationSettings.INITIAL, null, null, List.of());

    public Observation {
        deletionDecisions = List.copyOf(deletionDecisions);
    }

    Observation with(ObservationSettings later) {
        return new Observation(later, sweepRequestedAt, linksRequestedAt, deletionDecisions);
    }

    /** Replaces the decision about the same list, because at most one set of each list is held. */
    Observation with(DeletionDecision later) {
        var all = Stream.concat(
                        deletionDecisions.stream().filter(decision -> decision.kind() != later.kind()),
                        Stream.of(later))
                .sorted(Comparator.comparing(DeletionDecision::kind))
                .toList();
        return new Observation(settings, sweepRequestedAt, linksRequestedAt, all);
    }

    /** A request that arrives after a later one does not turn the time back. */
    Observation withSweepRequested(Instant requestedAt) {
        return new Observation(settings, later(sweepRequestedAt, requestedAt), linksRequestedAt, deletionDecisions);
    }

    /** A request that arrives after a later one does not turn the time back. */
    Observation withLinksRequested(Instant requestedAt) {
        return new Observation(settings, sweepRequestedAt, later(linksRequestedAt, requestedAt), deletionDecisions);
    }

    private static Instant later(@Nullable Instant before, Instant next) {
        return before == null || next.isAfter(before) ? next : before;
    }
}
