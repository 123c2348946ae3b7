package dev.companion.resolver.domain;

import java.time.Instant;
import java.util.regex.Pattern;
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

    /** An id is 24 hexadecimal digits: the moment, the maker, and a count in the last of them. */
    private static final Pattern ID = Pattern.compile("([0-9a-f]{18})([0-9a-f]{6})");

    private static final int HEXADECIMAL = 16;

    /** The containers of a company are made right after it, and there are four of them. */
    private static final int MADE_WITHIN = 7;

    boolean inSight() {
        return unreachableSince == null;
    }

    /**
     * Where it stands, as an id that it could be moved to: a folder or a company. A container is not one, but it is of
     * the company above, made right after it, which its id shows.
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
        var company = ID.matcher(companyId);
        var container = ID.matcher(id);
        if (!company.matches() || !container.matches() || !company.group(1).equals(container.group(1))) {
            return false;
        }
        var after = Integer.parseInt(container.group(2), HEXADECIMAL) - Integer.parseInt(company.group(2), HEXADECIMAL);
        return after > 0 && after <= MADE_WITHIN;
    }
}
