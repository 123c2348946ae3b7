package dev.companion.resolver.topology;

import dev.companion.resolver.domain.ObservedSite;

/**
 * A site as it is stored.
 *
 * @param text its name
 * @param unmanaged inverted, since a site that an earlier version stored lacks it
 * @param deleted whether its deletion was told; kept for as long as it is linked
 */
record StoredSite(String text, boolean unmanaged, boolean deleted) {

    StoredSite gone() {
        return new StoredSite(text, unmanaged, true);
    }

    ObservedSite toDomain() {
        return new ObservedSite(text, !unmanaged);
    }
}
