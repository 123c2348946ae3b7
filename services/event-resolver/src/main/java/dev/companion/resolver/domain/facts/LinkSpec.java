package dev.companion.resolver.domain.facts;

import dev.companion.vocabulary.CompanyAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The desired link of a site, as the mapper publishes it.
 *
 * @param siteName when the link was created or last changed
 * @param present false while the link is being removed
 * @param companyId the company that a person chose; null if one is to be created
 * @param companyName the company to create; null if one was chosen
 * @param packageName the desired name of the package
 * @param requestId the request that last changed the link
 * @param order what a person decided about the company with this generation; null if nothing
 */
public record LinkSpec(
        String siteUid,
        String siteName,
        long generation,
        boolean present,
        @Nullable String companyId,
        @Nullable String companyName,
        String packageName,
        String requestId,
        @Nullable CompanyOrder order) {

    /** @param parentId where the company is to be moved; null if the order does not move it */
    public record CompanyOrder(
            CompanyAction action,
            String companyId,
            @Nullable String parentId) {}

    /** Returns where an order moves the company; empty if none does. */
    public Optional<String> orderedParent() {
        return order(CompanyAction.MOVE).map(CompanyOrder::parentId);
    }

    public Optional<CompanyOrder> order(CompanyAction action) {
        return Optional.ofNullable(order).filter(each -> each.action() == action);
    }
}
