package dev.companion.resolver.domain.facts;

import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.ConditionStatus;
import dev.companion.resolver.domain.facts.LinkStatus.Phase;
import dev.companion.vocabulary.CompanyAction;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The earlier state of a link against which changes made outside Companion are detected.
 *
 * @param companyId the company that the baseline is about; null until the link has one
 * @param expectedParent where the company belongs, as an id that it could be moved to; null until it was observed
 * @param suspendedHere whether the company was suspended by a decision made in Companion
 * @param readyLinkSince of the installation link that the package had when the link was last ready; null if it never
 *     was
 * @param done what was decided here and read back, as far as no later observation shows it; null if nothing
 */
public record LinkBaseline(
        @Nullable String companyId,
        @Nullable String expectedParent,
        boolean suspendedHere,
        @Nullable Instant readyLinkSince,
        @Nullable Done done) {

    public static final LinkBaseline NONE = new LinkBaseline(null, null, false, null, null);

    /**
     * Decisions about the company that were read back and that the inventory may not show yet. The link's next
     * generation has another order, or none.
     *
     * @param suspendedAt when the suspension was read back; null if none was, or if the company was activated since
     * @param activatedAt when the activation was read back; null if none was, or if the company was suspended since
     * @param movedTo where the company was moved; null if it was not
     * @param movedAt when the move was read back; null if none was
     */
    public record Done(
            @Nullable Instant suspendedAt,
            @Nullable Instant activatedAt,
            @Nullable String movedTo,
            @Nullable Instant movedAt) {

        private static final Done NOTHING = new Done(null, null, null, null);

        private Done and(LinkSpec link, LinkStatus reported) {
            var suspended = completedAt(link, reported, CompanyAction.SUSPEND);
            var activated = completedAt(link, reported, CompanyAction.ACTIVATE);
            var moved = completedAt(link, reported, CompanyAction.MOVE);
            return new Done(
                    activated != null ? null : suspended != null ? suspended : suspendedAt,
                    suspended != null ? null : activated != null ? activated : activatedAt,
                    moved == null ? movedTo : link.orderedParent().orElse(null),
                    moved == null ? movedAt : moved);
        }

        /** Returns what an observation made at that time cannot show; null if nothing. */
        private @Nullable Done notShownBy(@Nullable ObservedCompany visible) {
            var arrived = visible != null && movedTo != null && visible.isUnder(movedTo);
            var moving = arrived ? null : later(movedAt, visible);
            var left = new Done(
                    later(suspendedAt, visible), later(activatedAt, visible), moving == null ? null : movedTo, moving);
            return left.equals(NOTHING) ? null : left;
        }

        private static @Nullable Instant later(@Nullable Instant at, @Nullable ObservedCompany visible) {
            return at == null || visible == null || !visible.observedAt().isAfter(at) ? at : null;
        }
    }

    /** Returns the baseline after these facts were observed. */
    public LinkBaseline after(Optional<LinkSpec> link, Optional<LinkStatus> status, Optional<ObservedCompany> company) {
        var reported = status.orElse(null);
        var visible = company.filter(ObservedCompany::visible).orElse(null);
        if (link.isEmpty() || reported == null || reported.companyId() == null) {
            return link.isEmpty() ? NONE : this;
        }
        var same = Objects.equals(companyId, reported.companyId());
        var known = same ? this : new LinkBaseline(reported.companyId(), null, false, null, null);
        var decided = (known.done == null ? Done.NOTHING : known.done).and(link.get(), reported);
        var open = decided.notShownBy(visible);
        return new LinkBaseline(
                known.companyId,
                known.expectedParentAfter(decided.movedTo, visible),
                completedAt(link.get(), reported, CompanyAction.SUSPEND) != null
                        || (known.suspendedHere
                                && completedAt(link.get(), reported, CompanyAction.ACTIVATE) == null
                                && (visible == null
                                        || visible.suspended()
                                        || (open != null && open.suspendedAt != null))),
                reported.phase() == Phase.READY && reported.packageLinkSince() != null
                        ? reported.packageLinkSince()
                        : known.readyLinkSince,
                open);
    }

    /** The company belongs where it was first observed, or where a decision made in Companion has moved it. */
    private @Nullable String expectedParentAfter(@Nullable String movedTo, @Nullable ObservedCompany visible) {
        if (visible == null) {
            return expectedParent;
        }
        if (movedTo != null && visible.isUnder(movedTo)) {
            return movedTo;
        }
        var sameButMorePrecise =
                expectedParent != null && visible.isUnder(expectedParent) && visible.parentCompanyId() != null;
        return expectedParent == null || sameButMorePrecise ? visible.place() : expectedParent;
    }

    /** Returns whether the company was activated by a decision made here, which the observation cannot show. */
    public boolean activatedAfter(ObservedCompany seen) {
        return done != null && done.activatedAt != null && done.activatedAt.isAfter(seen.observedAt());
    }

    /** Returns when the order of the link's current generation was read back; null if it was not. */
    private static @Nullable Instant completedAt(LinkSpec link, LinkStatus reported, CompanyAction action) {
        return reported.generation() != link.generation()
                ? null
                : link.order(action)
                        .flatMap(_ -> reported.condition(Aspect.ORDER))
                        .filter(order -> order.status() == ConditionStatus.TRUE)
                        .map(LinkStatus.Condition::since)
                        .orElse(null);
    }
}
