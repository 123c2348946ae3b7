package dev.companion.resolver.topology;

import dev.companion.links.Link;
import dev.companion.links.Wanted;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkSpec.CompanyOrder;
import dev.companion.vocabulary.CompanyAction;
import org.jspecify.annotations.Nullable;

/** Translates from the topic of links. */
final class LinkRecords {

    private LinkRecords() {}

    static @Nullable LinkSpec toDomain(@Nullable Link link) {
        return link == null
                ? null
                : new LinkSpec(
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

    private static CompanyOrder order(dev.companion.links.CompanyOrder order) {
        return new CompanyOrder(
                CompanyAction.valueOf(order.getAction().name()),
                order.getCompanyId(),
                order.getParentId().orElse(null));
    }
}
