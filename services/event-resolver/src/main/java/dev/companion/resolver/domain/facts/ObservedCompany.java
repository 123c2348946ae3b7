package dev.companion.resolver.domain.facts;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A company as the inventory shows it.
 *
 * @param customer whether the company may be linked
 * @param parentId as the inventory lists it: a company, a folder, or the container of a company
 * @param parentCompanyId as the company's details name it: always a company; null if they do not name the present one
 * @param unreachableSince since when GravityZone refuses to show the company; null while it shows it
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

    /** An id has 24 hexadecimal digits: time, machine and process, and in the last six a counter. */
    private static final Pattern ID = Pattern.compile("([0-9a-f]{18})([0-9a-f]{6})");

    private static final int HEXADECIMAL = 16;

    /** GravityZone creates the four containers of a company right after the company. */
    private static final int CONTAINER_DISTANCE_MAX = 7;

    public boolean visible() {
        return unreachableSince == null;
    }

    /**
     * Returns where the company is, as an id that it could be moved to: a folder or a company. A company cannot be moved
     * to a container, so a container stands for its company. Both were created together, which their ids show.
     */
    public @Nullable String place() {
        return parentId == null || parentCompanyId == null || !isContainerOf(parentCompanyId, parentId)
                ? parentId
                : parentCompanyId;
    }

    /** Returns whether the company is there, whichever of its ids the place is given by. */
    public boolean isUnder(String placeId) {
        return placeId.equals(parentId)
                || placeId.equals(place())
                || (parentId != null && isContainerOf(placeId, parentId));
    }

    private static boolean isContainerOf(String companyId, String id) {
        var company = ID.matcher(companyId);
        var container = ID.matcher(id);
        if (!company.matches() || !container.matches() || !company.group(1).equals(container.group(1))) {
            return false;
        }
        var distance =
                Integer.parseInt(container.group(2), HEXADECIMAL) - Integer.parseInt(company.group(2), HEXADECIMAL);
        return distance > 0 && distance <= CONTAINER_DISTANCE_MAX;
    }
}
