package dev.companion.provisioner.domain.step;

import java.util.Comparator;

/** A link: a site of a tenant. Ordered by tenant first, so that the links of a tenant are neighbours. */
public record LinkKey(String tenantId, String siteUid) implements Comparable<LinkKey> {

    private static final Comparator<LinkKey> ORDER =
            Comparator.comparing(LinkKey::tenantId).thenComparing(LinkKey::siteUid);

    @Override
    public int compareTo(LinkKey other) {
        return ORDER.compare(this, other);
    }

    /** Returns the key of the link in the store of links. */
    public String storeKey() {
        return tenantId + "|" + siteUid;
    }

    @Override
    public String toString() {
        return storeKey();
    }
}
