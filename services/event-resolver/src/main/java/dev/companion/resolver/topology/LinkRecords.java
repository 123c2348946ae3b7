package dev.companion.resolver.topology;

import dev.companion.links.CompanyAction;
import dev.companion.links.CompanyOrder;
import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.resolver.domain.CompanyChange;
import dev.companion.resolver.domain.DesiredLink;
import dev.companion.resolver.domain.DesiredLink.DesiredOrder;
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
                        link.getCompanyName().orElse(null),
                        link.getPackageName(),
                        link.getRequestId(),
                        link.getCompanyOrder().map(LinkRecords::order).orElse(null));
    }

    private static DesiredOrder order(CompanyOrder order) {
        return new DesiredOrder(
                change(order.getAction()),
                order.getCompanyId(),
                order.getParentId().orElse(null));
    }

    private static CompanyChange change(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> CompanyChange.SUSPEND;
            case ACTIVATE -> CompanyChange.ACTIVATE;
            case MOVE -> CompanyChange.MOVE;
            case DELETE -> CompanyChange.DELETE;
            case RENAME -> CompanyChange.RENAME;
            case UNKNOWN -> CompanyChange.UNKNOWN;
        };
    }
}
