package dev.companion.resolver.domain;

/**
 * What a review is about.
 *
 * @param about uid of a site, or {@link #TENANT}
 */
record ReviewTarget(String tenantId, String about) implements Comparable<ReviewTarget> {

    /** Stands for the tenant itself. */
    static final String TENANT = "";

    boolean isTenant() {
        return about.equals(TENANT);
    }

    @Override
    public int compareTo(ReviewTarget other) {
        var byTenant = tenantId.compareTo(other.tenantId);
        return byTenant != 0 ? byTenant : about.compareTo(other.about);
    }
}
