package dev.companion.gravityzone;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What installation packages that exist contain. */
public interface GravityZonePackages {

    default CallResult<PackageDetails> packageDetails(String packageId) {
        return NotOffered.here("getPackageDetails");
    }

    /**
     * Gives a package the whole of what is wanted, whatever it had before; machines that are installed keep what they
     * have. Another name also gives it other links. {@code Refused(NAME_TAKEN)} where the company has a package of that
     * name.
     *
     * @param wanted its company is not sent, since a package cannot change it
     */
    default CallResult<Done> updatePackage(String packageId, NewPackage wanted) {
        return NotOffered.here("updatePackage");
    }

    /**
     * A package as the vendor keeps it, which may be less than was wanted: what the licence lacks is stored as off.
     *
     * @param modules keys of those that are on and can be chosen; "antimalware" is in every package and not named, nor
     *     are keys that the vendor may have added since
     * @param exchangeRole null where the vendor did not say, as everywhere here
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
