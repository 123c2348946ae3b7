package dev.companion.provisioner.domain.work;

import org.jspecify.annotations.Nullable;

/** Something that happened to a link, published as a change. */
public record ProvisioningEvent(
        Type type,
        @Nullable String companyId,
        @Nullable String packageId,
        @Nullable String detail) {

    /** What happened. */
    public enum Type {
        COMPANY_CREATED,
        COMPANY_ADOPTED,
        COMPANY_CHOSEN,
        PACKAGE_CREATED,
        PACKAGE_ADOPTED,
        VARIABLE_WRITTEN,
        LINK_READY,
        LINK_STALLED,
        LINK_REMOVED,
        PACKAGE_UPDATED,
        PACKAGE_DELETED,
        PACKAGE_MISSING,
        PACKAGE_RENAMED,
        PACKAGE_DUPLICATED,
        PACKAGE_LINK_CHANGED,
        ADD_ON_LEFT_OUT,
        VARIABLE_CHANGED,
        VARIABLE_MISSING,
        VARIABLE_DELETED,
        COMPANY_SUSPENDED,
        COMPANY_ACTIVATED,
        COMPANY_MOVED,
        COMPANY_DELETED,
        ORDER_REFUSED,
        COMPANY_RENAMED
    }

    public static ProvisioningEvent ofCompany(Type type, String companyId, @Nullable String detail) {
        return new ProvisioningEvent(type, companyId, null, detail);
    }

    public static ProvisioningEvent ofPackage(Type type, String companyId, String packageId, @Nullable String detail) {
        return new ProvisioningEvent(type, companyId, packageId, detail);
    }
}
