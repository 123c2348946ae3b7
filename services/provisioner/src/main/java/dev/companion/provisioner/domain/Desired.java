package dev.companion.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a link.
 *
 * @param generation grows with each change of what is wanted
 * @param present false when the link is to be taken apart
 * @param companyId the company a person chose; null where one is to be created
 * @param companyName the company to create; null where one was chosen
 * @param deletePackage whether a link that is taken apart takes its package along
 * @param order what a person decided about the company with this generation; null where nothing
 * @param requestId the request that last changed the link
 */
public record Desired(
        long generation,
        boolean present,
        @Nullable String companyId,
        @Nullable String companyName,
        String packageName,
        PackageProfile profile,
        boolean deletePackage,
        @Nullable CompanyOrder order,
        String requestId) {

    /** A wish that leaves package and company as they are when it ends. */
    public Desired(
            long generation,
            boolean present,
            @Nullable String companyId,
            @Nullable String companyName,
            String packageName,
            PackageProfile profile,
            String requestId) {
        this(generation, present, companyId, companyName, packageName, profile, false, null, requestId);
    }

    /** The one site variable that Companion owns. */
    public static final String VARIABLE_NAME = "GravityZonePackageLink";

    private static final int NAME_LENGTH_MAX = 64;

    /** Whether this generation wants a company of this name to be created. */
    boolean wantsNew(@Nullable String name) {
        return companyId == null && companyName != null && CompanyName.same(companyName, name);
    }

    /** Why GravityZone would refuse the name, in words for the administrator, or null where it would not. */
    @Nullable String nameFault() {
        if (companyId != null) {
            return null;
        }
        if (companyName == null || companyName.isBlank()) {
            return "The company has no name. Give it one.";
        }
        if (companyName.codePointCount(0, companyName.length()) > NAME_LENGTH_MAX) {
            return "GravityZone takes company names of at most 64 characters. Give a shorter one.";
        }
        if (companyName.indexOf('<') >= 0 || companyName.indexOf('>') >= 0) {
            return "GravityZone takes no < or > in a company name. Give one without them.";
        }
        return null;
    }
}
