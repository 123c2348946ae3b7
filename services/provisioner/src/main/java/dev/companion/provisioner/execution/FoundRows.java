package dev.companion.provisioner.execution;

import dev.companion.gravityzone.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.Intent;
import dev.companion.settings.DefaultPackage;
import java.util.LinkedHashSet;
import java.util.Set;

/** Between the records of intents and outcomes and the vendor's own shapes. */
final class FoundRows {

    private FoundRows() {}

    static FoundCompany company(Company company) {
        return FoundCompany.newBuilder()
                .setCompanyId(company.id())
                .setName(company.name())
                .setType(
                        company.type() == null
                                ? CompanyType.UNKNOWN
                                : switch (company.type()) {
                                    case PARTNER -> CompanyType.PARTNER;
                                    case CUSTOMER -> CompanyType.CUSTOMER;
                                })
                .setParentId(company.parentId())
                .setSuspended(company.suspended())
                .setManagedByPartner(company.managedByPartner())
                .setCreatedAt(company.createdAt())
                .build();
    }

    static NewPackage newPackage(Intent intent) {
        var profile = intent.getPackageProfile().orElseThrow(() -> missing(intent, "package profile"));
        return new NewPackage(
                intent.getCompanyId().orElseThrow(() -> missing(intent, "company")),
                intent.getPackageName().orElseThrow(() -> missing(intent, "package name")),
                "Made by Companion for Datto RMM site " + intent.getSiteUid(),
                modules(profile),
                profile.getExchangeProtection(),
                profile.getRemoveCompetitors(),
                profile.getLanguage());
    }

    /** Each of the administrator's choices by the names of GravityZone's modules; exchange protection is a role. */
    private static Set<String> modules(DefaultPackage profile) {
        var modules = new LinkedHashSet<String>();
        add(modules, profile.getAdvancedAntiExploit(), "advancedAntiExploit");
        add(modules, profile.getAdvancedThreatControl(), "advancedThreatControl");
        add(modules, profile.getDeviceControl(), "deviceControl");
        add(modules, profile.getFirewall(), "firewall");
        add(modules, profile.getContentControl(), "userControl", "antiphishing", "trafficScan");
        add(modules, profile.getNetworkAttackDefense(), "networkAttackDefense");
        add(modules, profile.getPowerUser(), "powerUser");
        add(modules, profile.getEdrSensor(), "edrSensor");
        add(modules, profile.getPatchManagement(), "patchManagement");
        add(modules, profile.getFullDiskEncryption(), "encryption");
        return modules;
    }

    private static void add(Set<String> modules, boolean on, String... names) {
        if (on) {
            modules.addAll(Set.of(names));
        }
    }

    private static IllegalArgumentException missing(Intent intent, String what) {
        return new IllegalArgumentException("intent %s: no %s (expected: one)".formatted(intent.getCallId(), what));
    }
}
