package dev.companion.provisioner.execution;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.gravityzone.Licence;
import dev.companion.provisioner.topology.PackageProfileRecords;
import dev.companion.provisioning.Intent;
import dev.companion.settings.DefaultPackage;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Translates the content of a package between the administrator's choices and the names of GravityZone's modules. */
final class PackageRecords {

    private PackageRecords() {}

    static NewPackage wanted(Intent intent) {
        var profile = profile(intent);
        return new NewPackage(
                StepExecutor.required(intent.getCompanyId(), "company"),
                StepExecutor.required(intent.getPackageName(), "package name"),
                "Created by Companion for Datto RMM site " + intent.getSiteUid(),
                modules(profile),
                profile.addOns().contains(AddOn.EXCHANGE_PROTECTION),
                profile.removeCompetitors(),
                profile.language());
    }

    static PackageProfile profile(Intent intent) {
        return intent.getPackageProfile()
                .map(PackageProfileRecords::toDomain)
                .orElseThrow(() -> new IllegalArgumentException(
                        "intent %s: no package profile (expected: one)".formatted(intent.getCallId())));
    }

    private static Set<String> modules(PackageProfile profile) {
        var names = new LinkedHashSet<String>();
        profile.modules().forEach(module -> names.addAll(namesOf(module)));
        profile.addOns().forEach(addOn -> names.addAll(namesOf(addOn)));
        return names;
    }

    private static Set<String> namesOf(PackageModule module) {
        return module == PackageModule.CONTENT_CONTROL
                ? Set.of("userControl", "antiphishing", "trafficScan")
                : Set.of(module.property());
    }

    /** Exchange protection is a role in GravityZone, not a module. */
    private static Set<String> namesOf(AddOn addOn) {
        return switch (addOn) {
            case EDR_SENSOR, PATCH_MANAGEMENT -> Set.of(addOn.property());
            case FULL_DISK_ENCRYPTION -> Set.of("encryption");
            case EXCHANGE_PROTECTION -> Set.of();
        };
    }

    /** @param wanted used for what the vendor did not say */
    static DefaultPackage seen(PackageDetails details, PackageProfile wanted) {
        var on = details.modules();
        var modules = EnumSet.allOf(PackageModule.class);
        modules.removeIf(module -> !on.containsAll(namesOf(module)));
        var addOns = EnumSet.allOf(AddOn.class);
        addOns.removeIf(addOn -> !on.containsAll(namesOf(addOn)));
        var exchange = details.exchangeRole() == null
                ? wanted.addOns().contains(AddOn.EXCHANGE_PROTECTION)
                : details.exchangeRole();
        if (!exchange) {
            addOns.remove(AddOn.EXCHANGE_PROTECTION);
        }
        return PackageProfileRecords.toRecord(new PackageProfile(
                modules,
                addOns,
                details.removeCompetitors() == null ? wanted.removeCompetitors() : details.removeCompetitors(),
                details.language() == null ? wanted.language() : details.language()));
    }

    /** Returns what the licence certainly lacks; what is unknown is not included. */
    static List<dev.companion.provisioning.AddOn> notLicensed(Licence licence) {
        return Arrays.stream(dev.companion.gravityzone.AddOn.values())
                .filter(addOn -> addOn.under(licence) == dev.companion.gravityzone.AddOn.Availability.NOT_LICENSED)
                .map(addOn -> dev.companion.provisioning.AddOn.valueOf(addOn.name()))
                .toList();
    }
}
