package dev.companion.provisioner.domain.work;

import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PackageProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a link.
 *
 * @param generation grows with each change of the spec
 * @param present false if the site is unlinked
 * @param companyId the company that a person chose; null if one is to be created
 * @param companyName the company to create; null if one was chosen
 * @param deletePackage whether the package is deleted when the site is unlinked
 * @param order what a person decided about the company with this generation; null if nothing
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

    /** A spec that leaves package and company as they are when the site is unlinked. */
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

    /** Whether a person asked for the number of machines, and wants nothing else than before. */
    public boolean onlyCountsMachinesOf(LinkSpec before) {
        return order != null
                && order.counts()
                && present == before.present
                && Objects.equals(companyId, before.companyId)
                && Objects.equals(companyName, before.companyName)
                && packageName.equals(before.packageName)
                && profile.equals(before.profile)
                && deletePackage == before.deletePackage;
    }

    /** Whether this generation wants a company of this name to be created. */
    public boolean wantsNew(@Nullable String name) {
        return companyId == null && companyName != null && sameCompanyName(companyName, name);
    }

    /** Returns why GravityZone refuses the name, as a sentence for the administrator; null if it accepts the name. */
    public @Nullable String nameFlaw() {
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
