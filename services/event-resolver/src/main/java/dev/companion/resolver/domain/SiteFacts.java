package dev.companion.resolver.domain;

import java.util.Optional;

/**
 * All that is known of a site at the moment it is looked at: observed, desired and done.
 *
 * @param observedName what Datto RMM calls it now; empty where it does not exist
 */
public record SiteFacts(
        String tenantId,
        String siteUid,
        Optional<String> observedName,
        Optional<DesiredLink> desired,
        Optional<LinkSeen> done) {

    /** What people know the site by. */
    String name() {
        return observedName.or(() -> desired.map(DesiredLink::siteName)).orElse(siteUid);
    }

    /** What was done about the very generation that is desired; an earlier one says nothing about it. */
    Optional<LinkSeen> doneAsDesired() {
        return done.filter(seen -> desired.map(DesiredLink::generation).equals(Optional.of(seen.generation())));
    }
}
