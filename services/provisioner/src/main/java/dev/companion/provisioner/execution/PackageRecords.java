package dev.companion.provisioner.execution;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.gravityzone.Licence;
import dev.companion.provisioning.AddOn;
import dev.companion.provisioning.Intent;
import dev.companion.settings.DefaultPackage;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a package contains, between the administrator's choices and the names of GravityZone's modules. */
final class PackageRecords {

    private static final Set<String> CONTENT_CONTROL = Set.of("userControl", "antiphishing", "trafficScan");

    private PackageRecords() {}

    static NewPackage wanted(Intent intent) {
        var profile = profile(intent);
        return new NewPackage(
                StepExecutor.required(intent.getCompanyId(), "company"),
                StepExecutor.required(intent.getPackageName(), "package name"),
                "Made by Companion for Datto RMM site " + intent.getSiteUid(),
                modules(profile),
                profile.getExchangeProtection(),
                profile.getRemoveCompetitors(),
                profile.getLanguage());
    }

    static DefaultPackage profile(Intent intent) {
        return intent.getPackageProfile()
                .orElseThrow(() -> new IllegalArgumentException(
                        "intent %s: no package profile (expected: one)".formatted(intent.getCallId())));
    }

    /** Exchange protection is a role and not among them. */
    private static Set<String> modules(DefaultPackage profile) {
        var modules = new LinkedHashSet<String>();
        add(modules, profile.getAdvancedAntiExploit(), Set.of("advancedAntiExploit"));
        add(modules, profile.getAdvancedThreatControl(), Set.of("advancedThreatControl"));
        add(modules, profile.getDeviceControl(), Set.of("deviceControl"));
        add(modules, profile.getFirewall(), Set.of("firewall"));
        add(modules, profile.getContentControl(), CONTENT_CONTROL);
        add(modules, profile.getNetworkAttackDefense(), Set.of("networkAttackDefense"));
        add(modules, profile.getPowerUser(), Set.of("powerUser"));
        add(modules, profile.getEdrSensor(), Set.of("edrSensor"));
        add(modules, profile.getPatchManagement(), Set.of("patchManagement"));
        add(modules, profile.getFullDiskEncryption(), Set.of("encryption"));
        return modules;
    }

    private static void add(Set<String> modules, boolean on, Set<String> names) {
        if (on) {
            modules.addAll(names);
        }
    }

    /** @param wanted stands for what the vendor did not say */
    static DefaultPackage seen(PackageDetails details, DefaultPackage wanted) {
        var on = details.modules();
        return DefaultPackage.newBuilder()
                .setAdvancedAntiExploit(on.contains("advancedAntiExploit"))
                .setAdvancedThreatControl(on.contains("advancedThreatControl"))
                .setDeviceControl(on.contains("deviceControl"))
                .setFirewall(on.contains("firewall"))
                .setContentControl(on.containsAll(CONTENT_CONTROL))
                .setNetworkAttackDefense(on.contains("networkAttackDefense"))
                .setPowerUser(on.contains("powerUser"))
                .setEdrSensor(on.contains("edrSensor"))
                .setPatchManagement(on.contains("patchManagement"))
                .setExchangeProtection(
                        details.exchangeRole() == null ? wanted.getExchangeProtection() : details.exchangeRole())
                .setFullDiskEncryption(on.contains("encryption"))
                .setRemoveCompetitors(
                        details.removeCompetitors() == null
                                ? wanted.getRemoveCompetitors()
                                : details.removeCompetitors())
                .setLanguage(details.language() == null ? wanted.getLanguage() : details.language())
                .build();
    }

    /** What the licence lacks for certain; what nobody knows is not among them. */
    static List<AddOn> notLicensed(Licence licence) {
        return Arrays.stream(dev.companion.gravityzone.AddOn.values())
                .filter(addOn -> addOn.under(licence) == dev.companion.gravityzone.AddOn.Availability.NOT_LICENSED)
                .map(addOn -> AddOn.valueOf(addOn.name()))
                .toList();
    }
}
