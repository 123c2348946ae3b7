package dev.companion.resolver.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company as the inventory shows it.
 *
 * @param customer whether it is one that may be linked
 * @param parentId as the inventory lists it: a company, a folder, or the container of a company
 * @param parentCompanyId as its details name it: always a company; null where not said of the present place
 * @param unreachableSince since when GravityZone refuses to show it; null while it is shown
 * @param observedAt when this was observed
 */
public record ObservedCompany(
        String companyId,
        String name,
        boolean customer,
        @Nullable String parentId,
        @Nullable String parentCompanyId,
        boolean suspended,
        @Nullable Instant unreachableSince,
        Instant observedAt) {

    /** Digits of an id that a company and its containers have in common. */
    private static final int DIGITS_SHARED = 20;

    boolean inSight() {
        return unreachableSince == null;
    }

    /**
     * Where it stands, as an id that it could be moved to: a folder or a company. A container is not one, but it is of
     * the company above, and has all but the last digits in common with it.
     */
    @Nullable String place() {
        return parentId == null || parentCompanyId == null || !isContainerOf(parentCompanyId, parentId)
                ? parentId
                : parentCompanyId;
    }

    /** Whether that is where it stands, by whichever of its names a place is called. */
    boolean standsAt(String somewhere) {
        return somewhere.equals(parentId)
                || somewhere.equals(place())
                || (parentId != null && isContainerOf(somewhere, parentId));
    }

    private static boolean isContainerOf(String companyId, String id) {
        return id.length() == companyId.length()
                && id.length() > DIGITS_SHARED
                && id.regionMatches(0, companyId, 0, DIGITS_SHARED);
    }
}
