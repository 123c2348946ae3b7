package dev.companion.resolver.topology;

import dev.companion.resolver.domain.ObservedSite;

/**
 * A site as it is stored.
 *
 * @param text its name
 * @param unmanaged inverted, since a site that an earlier version stored lacks it
 */
record StoredSite(String text, boolean unmanaged) {

    ObservedSite toDomain() {
        return new ObservedSite(text, !unmanaged);
    }
}
