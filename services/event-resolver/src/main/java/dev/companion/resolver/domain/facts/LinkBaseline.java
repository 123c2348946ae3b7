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
 */
public record LinkBaseline(
        @Nullable String companyId,
        @Nullable String expectedParent,
        boolean suspendedHere,
        @Nullable Instant readyLinkSince) {

    public static final LinkBaseline NONE = new LinkBaseline(null, null, false, null);

    /** Returns the baseline after these facts were observed. */
    public LinkBaseline after(Optional<LinkSpec> link, Optional<LinkStatus> status, Optional<ObservedCompany> company) {
        var reported = status.orElse(null);
        var visible = company.filter(ObservedCompany::visible).orElse(null);
        if (link.isEmpty() || reported == null || reported.companyId() == null) {
            return link.isEmpty() ? NONE : this;
        }
        var same = Objects.equals(companyId, reported.companyId());
        var known = same ? this : new LinkBaseline(reported.companyId(), null, false, null);
        return new LinkBaseline(
                known.companyId,
                known.expectedParentAfter(link.get(), reported, visible),
                completedAt(link.get(), reported, CompanyAction.SUSPEND) != null
                        || (known.suspendedHere
                                && completedAt(link.get(), reported, CompanyAction.ACTIVATE) == null
                                && (visible == null || visible.suspended())),
                reported.phase() == Phase.READY && reported.packageLinkSince() != null
                        ? reported.packageLinkSince()
                        : known.readyLinkSince);
    }

    /** The company belongs where it was first observed, or where a decision made in Companion has moved it. */
    private @Nullable String expectedParentAfter(
            LinkSpec link, LinkStatus reported, @Nullable ObservedCompany visible) {
        if (visible == null) {
            return expectedParent;
        }
        var movedTo = completedAt(link, reported, CompanyAction.MOVE) == null
                ? null
                : link.orderedParent().filter(visible::isUnder).orElse(null);
        if (movedTo != null) {
            return movedTo;
        }
        var sameButMorePrecise =
                expectedParent != null && visible.isUnder(expectedParent) && visible.parentCompanyId() != null;
        return expectedParent == null || sameButMorePrecise ? visible.place() : expectedParent;
    }

    /** Returns when the order of the link's current generation was read back; null if it was not. */
    public static @Nullable Instant completedAt(LinkSpec link, LinkStatus reported, CompanyAction action) {
        return reported.generation() != link.generation()
                ? null
                : link.order(action)
                        .flatMap(_ -> reported.condition(Aspect.ORDER))
                        .filter(order -> order.status() == ConditionStatus.TRUE)
                        .map(LinkStatus.Condition::since)
                        .orElse(null);
    }
}
