package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyAction;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a company.
 *
 * @param name for DELETE as the person typed it; null for other actions
 * @param parentId the company or company folder to move it under; null for actions other than MOVE
 * @param endpoints the number of machines with an agent that was shown, which it may have at most; null for actions other than DELETE
 */
public record CompanyOrder(
        CompanyAction action,
        String companyId,
        @Nullable String name,
        @Nullable String parentId,
        @Nullable Long endpoints) {

    public static CompanyOrder of(CompanyAction action, String companyId) {
        return new CompanyOrder(action, companyId, null, null, null);
    }

    public static CompanyOrder move(String companyId, String parentId) {
        return new CompanyOrder(CompanyAction.MOVE, companyId, null, parentId, null);
    }

    public static CompanyOrder delete(String companyId, String name, long endpoints) {
        return new CompanyOrder(CompanyAction.DELETE, companyId, name, null, endpoints);
    }
}
