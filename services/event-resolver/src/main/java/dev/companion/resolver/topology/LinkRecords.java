package dev.companion.resolver.topology;

import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.resolver.domain.DesiredLink;
import org.jspecify.annotations.Nullable;

/** The topic of links. */
final class LinkRecords {

    private LinkRecords() {}

    static @Nullable DesiredLink toDomain(@Nullable Link link) {
        return link == null
                ? null
                : new DesiredLink(
                        link.getSiteUid(),
                        link.getSiteName(),
                        link.getGeneration(),
                        link.getWanted() == Wanted.PRESENT,
                        link.getCompanyId().orElse(null),
                        link.getCompanyName().orElse(null));
    }
}
