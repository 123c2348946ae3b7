package dev.companion.resolver.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is desired of a site.
 *
 * @param siteName when the link was made or last changed
 * @param present false while the link is being taken apart
 * @param companyId the company that a person chose; null where one is to be created
 * @param companyName the company to create; null where one was chosen
 * @param packageName what the package is to be called
 * @param requestId the request that last changed the link
 * @param order what a person decided about the company with this generation; null where nothing
 */
public record DesiredLink(
        String siteUid,
        String siteName,
        long generation,
        boolean present,
        @Nullable String companyId,
        @Nullable String companyName,
        String packageName,
        String requestId,
        @Nullable DesiredOrder order) {

    /** Links that an earlier version stored lack what is last. */
    public DesiredLink {
        packageName = packageName == null ? "" : packageName;
        requestId = requestId == null ? "" : requestId;
    }

    /** @param parentId where the company is to be moved; null where it is not */
    public record DesiredOrder(
            CompanyChange change,
            String companyId,
            @Nullable String parentId) {}

    /** Where the company is to be moved by a decision; empty where it is not. */
    Optional<String> placeDecided() {
        return order(CompanyChange.MOVE).map(DesiredOrder::parentId);
    }

    Optional<DesiredOrder> order(CompanyChange change) {
        return Optional.ofNullable(order).filter(each -> each.change() == change);
    }
}
