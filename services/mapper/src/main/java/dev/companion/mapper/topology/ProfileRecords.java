package dev.companion.mapper.topology;

import dev.companion.mapper.domain.PackageProfile;
import dev.companion.settings.DefaultPackage;

/** The contents of a package, which requests, tenants and links carry alike. */
final class ProfileRecords {

    private ProfileRecords() {}

    static PackageProfile toDomain(DefaultPackage record) {
        return new PackageProfile(
                record.getAdvancedAntiExploit(),
                record.getAdvancedThreatControl(),
                record.getDeviceControl(),
                record.getFirewall(),
                record.getContentControl(),
                record.getNetworkAttackDefense(),
                record.getPowerUser(),
                record.getEdrSensor(),
                record.getPatchManagement(),
                record.getExchangeProtection(),
                record.getFullDiskEncryption(),
                record.getRemoveCompetitors(),
                record.getLanguage());
    }

    static DefaultPackage toRecord(PackageProfile profile) {
        return DefaultPackage.newBuilder()
                .setAdvancedAntiExploit(profile.advancedAntiExploit())
                .setAdvancedThreatControl(profile.advancedThreatControl())
                .setDeviceControl(profile.deviceControl())
                .setFirewall(profile.firewall())
                .setContentControl(profile.contentControl())
                .setNetworkAttackDefense(profile.networkAttackDefense())
                .setPowerUser(profile.powerUser())
                .setEdrSensor(profile.edrSensor())
                .setPatchManagement(profile.patchManagement())
                .setExchangeProtection(profile.exchangeProtection())
                .setFullDiskEncryption(profile.fullDiskEncryption())
                .setRemoveCompetitors(profile.removeCompetitors())
                .setLanguage(profile.language())
                .build();
    }
}
