package dev.companion.gravityzone;

import dev.companion.gravityzone.AddOn.Availability;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The desired content of a package, reduced to what the company's licence allows. Add-ons that are certainly not
 * licensed are left out, because the vendor refuses them or silently stores them as off; unknown ones are sent.
 *
 * @param leftOut in the order of {@link AddOn}; empty if everything is allowed
 */
public record LicensedPackage(NewPackage allowed, List<AddOn> leftOut) {

    public LicensedPackage {
        leftOut = List.copyOf(leftOut);
    }

    public static LicensedPackage of(NewPackage wanted, Licence licence) {
        var leftOut = new ArrayList<AddOn>();
        for (var addOn : AddOn.values()) {
            if (isWanted(addOn, wanted) && addOn.under(licence) == Availability.NOT_LICENSED) {
                leftOut.add(addOn);
            }
        }
        var modules = new LinkedHashSet<>(wanted.modules());
        leftOut.stream().map(AddOn::unlocks).forEach(modules::remove);
        return new LicensedPackage(
                new NewPackage(
                        wanted.companyId(),
                        wanted.packageName(),
                        wanted.description(),
                        modules,
                        wanted.exchangeRole() && !leftOut.contains(AddOn.EXCHANGE_PROTECTION),
                        wanted.removeCompetitors(),
                        wanted.language()),
                leftOut);
    }

    private static boolean isWanted(AddOn addOn, NewPackage wanted) {
        return addOn == AddOn.EXCHANGE_PROTECTION
                ? wanted.exchangeRole()
                : wanted.modules().contains(addOn.unlocks());
    }
}
