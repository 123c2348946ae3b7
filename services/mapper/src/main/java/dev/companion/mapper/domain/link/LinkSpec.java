package dev.companion.mapper.domain.link;

import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a link in one generation.
 *
 * @param companyId the company that a person chose; null if one is to be created
 * @param companyName the name of the company to create; null if a person chose one
 * @param packageName as it is derived from the site; or that of an earlier package of the company that is taken over
 * @param profile the contents of the package
 * @param deletePackage whether the package is deleted when the link is removed
 * @param companyOrder decided with this very generation; null if there is no order
 */
public record LinkSpec(
        Wanted wanted,
        @Nullable String companyId,
        @Nullable String companyName,
        String packageName,
        PackageProfile profile,
        boolean deletePackage,
        @Nullable CompanyOrder companyOrder) {

    // An order belongs to one generation, so every change drops it.

    LinkSpec withTarget(@Nullable String chosenCompany, @Nullable String newName, String usualPackage) {
        var stays = chosenCompany != null && chosenCompany.equals(companyId);
        return new LinkSpec(
                wanted, chosenCompany, newName, stays ? packageName : usualPackage, profile, deletePackage, null);
    }

    LinkSpec withPackage(String name) {
        return new LinkSpec(wanted, companyId, companyName, name, profile, deletePackage, companyOrder);
    }

    LinkSpec withProfile(PackageProfile later) {
        return new LinkSpec(wanted, companyId, companyName, packageName, later, deletePackage, null);
    }

    LinkSpec withAbsence(boolean withPackage) {
        return new LinkSpec(Wanted.ABSENT, companyId, companyName, packageName, profile, withPackage, null);
    }

    LinkSpec withOrder(CompanyOrder order) {
        var after = order.action() == CompanyAction.DELETE ? Wanted.ABSENT : wanted;
        return new LinkSpec(after, companyId, companyName, packageName, profile, deletePackage, order);
    }

    LinkSpec gone() {
        return new LinkSpec(Wanted.GONE, companyId, companyName, packageName, profile, false, null);
    }
}
