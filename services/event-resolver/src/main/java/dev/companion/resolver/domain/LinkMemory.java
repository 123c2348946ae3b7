package dev.companion.resolver.domain;

import dev.companion.resolver.domain.LinkSeen.Aspect;
import dev.companion.resolver.domain.LinkSeen.Holds;
import dev.companion.resolver.domain.LinkSeen.Phase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a link to tell what somebody else changed: where its company stood and what its package
 * was when all was well.
 *
 * @param companyId the company that this is about; null until there is one
 * @param home where it belongs, as an id that it could be moved to; null until it was seen there
 * @param suspendedHere whether it was suspended by a decision that was made here
 * @param readyLink link of the package when the link was last ready; null before
 */
public record LinkMemory(
        @Nullable String companyId,
        @Nullable String home,
        boolean suspendedHere,
        @Nullable String readyLink) {

    public static final LinkMemory NONE = new LinkMemory(null, null, false, null);

    /** What is to be remembered after a look at everything. */
    public LinkMemory after(Optional<DesiredLink> desired, Optional<LinkSeen> done, Optional<ObservedCompany> company) {
        var seen = done.orElse(null);
        var present = company.filter(ObservedCompany::inSight).orElse(null);
        if (desired.isEmpty() || seen == null || seen.companyId() == null) {
            return desired.isEmpty() ? NONE : this;
        }
        var same = Objects.equals(companyId, seen.companyId());
        var known = same ? this : new LinkMemory(seen.companyId(), null, false, null);
        return new LinkMemory(
                known.companyId,
                known.homeAfter(desired.get(), seen, present),
                carriedOutAt(desired.get(), seen, CompanyChange.SUSPEND) != null
                        || (known.suspendedHere
                                && carriedOutAt(desired.get(), seen, CompanyChange.ACTIVATE) == null
                                && (present == null || present.suspended())),
                seen.phase() == Phase.READY && seen.packageLink() != null ? seen.packageLink() : known.readyLink);
    }

    /** It belongs where it was first seen, or where a decision made here has brought it. */
    private @Nullable String homeAfter(DesiredLink desired, LinkSeen seen, @Nullable ObservedCompany present) {
        if (present == null) {
            return home;
        }
        var moved = carriedOutAt(desired, seen, CompanyChange.MOVE) == null
                ? null
                : desired.placeDecided().filter(present::standsAt).orElse(null);
        if (moved != null) {
            return moved;
        }
        var betterNamed = home != null && present.standsAt(home) && present.parentCompanyId() != null;
        return home == null || betterNamed ? present.place() : home;
    }

    /** When a decision of the present generation was read back; null where it was not. */
    static @Nullable Instant carriedOutAt(DesiredLink desired, LinkSeen seen, CompanyChange change) {
        return seen.generation() != desired.generation()
                ? null
                : desired.order(change)
                        .flatMap(_ -> seen.condition(Aspect.ORDER))
                        .filter(order -> order.holds() == Holds.TRUE)
                        .map(LinkSeen.Seen::since)
                        .orElse(null);
    }
}
