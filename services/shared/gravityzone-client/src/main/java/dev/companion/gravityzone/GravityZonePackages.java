package dev.companion.gravityzone;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contents of existing installation packages. */
public interface GravityZonePackages {

    default CallResult<PackageDetails> packageDetails(String packageId) {
        return NotOffered.here("getPackageDetails");
    }

    /**
     * Replaces the whole content of a package; machines that are already installed keep what they have. A new name also
     * changes its links. {@code Refused(NAME_TAKEN)} if the company has a package of that name.
     *
     * @param wanted its company is not sent, because a package cannot change it
     */
    default CallResult<Done> updatePackage(String packageId, NewPackage wanted) {
        return NotOffered.here("updatePackage");
    }

    /**
     * A package as the vendor stores it, which may be less than was requested: what the licence lacks is stored as off.
     *
     * @param modules keys of those that are on and can be chosen; without "antimalware", which is in every package, and
     *     without keys that the vendor has added since
     * @param exchangeRole null if the vendor did not report it, as for all fields here
     * @param productType 0 detection and prevention, 3 EDR that only reports, 5 PHASR
     */
    record PackageDetails(
            String packageName,
            @Nullable String description,
            @Nullable String language,
            Set<String> modules,
            @Nullable Boolean exchangeRole,
            @Nullable Boolean removeCompetitors,
            @Nullable Integer productType) {}
}
