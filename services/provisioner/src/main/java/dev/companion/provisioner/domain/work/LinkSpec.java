package dev.companion.provisioner.domain.work;

import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PackageProfile;
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
public record LinkSpec(
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
    public LinkSpec(
            long generation,
            boolean present,
            @Nullable String companyId,
            @Nullable String companyName,
            String packageName,
            PackageProfile profile,
            String requestId) {
        this(generation, present, companyId, companyName, packageName, profile, false, null, requestId);
    }

    /** Whether this generation wants a company of this name to be created. */
    public boolean wantsNew(@Nullable String name) {
        return companyId == null && companyName != null && sameCompanyName(companyName, name);
    }

    /** Why GravityZone would refuse the name, in words for the administrator, or null where it would not. */
    public @Nullable String nameFault() {
        if (companyId != null) {
            return null;
        }
        return new CompanyName(companyName == null ? "" : companyName)
                .flaw()
                .map(CompanyName.Flaw::sentence)
                .orElse(null);
    }

    /** Whether GravityZone or a person may take the two for one name. */
    public static boolean sameCompanyName(@Nullable String one, @Nullable String other) {
        return one != null && other != null && new CompanyName(one).key().equals(new CompanyName(other).key());
    }
}
