package dev.companion.console.web.settings;

import dev.companion.console.domain.event.EventType;
import dev.companion.console.domain.event.PolicyLevel;
import dev.companion.console.domain.site.PackageProfile;
import dev.companion.console.domain.tenant.TenantSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings. Credentials are never in it, but for the last four characters of each key.
 *
 * @param gravityZone null until it is saved
 * @param rmm null until it is saved
 * @param paused whether all work for the tenant rests
 * @param healing whether what somebody changed behind a ready link is put right by itself
 * @param policies how far rules may go with each type of event
 * @param suggestions how far rules may go in linking sites to companies
 */
record SettingsItem(
        TenantItem tenant,
        @Nullable GravityZoneItem gravityZone,
        @Nullable RmmItem rmm,
        DefaultPackageItem defaultPackage,
        boolean paused,
        boolean healing,
        Map<EventType, PolicyLevel> policies,
        PolicyLevel suggestions,
        ObservationItem observation,
        boolean integrationConfigured) {

    record TenantItem(String id, String name) {}

    record GravityZoneItem(String accessUrl, String apiKeyLastFour, CompanyRef rootCompany) {}

    record CompanyRef(String id, String name) {}

    record RmmItem(String apiUrl, String apiKeyLastFour) {}

    record DefaultPackageItem(ModulesItem modules, AddOnsItem addOns, boolean removeCompetitors, String language) {

        static DefaultPackageItem of(PackageProfile profile) {
            return new DefaultPackageItem(
                    new ModulesItem(
                            profile.advancedAntiExploit(),
                            profile.advancedThreatControl(),
                            profile.deviceControl(),
                            profile.firewall(),
                            profile.contentControl(),
                            profile.networkAttackDefense(),
                            profile.powerUser()),
                    new AddOnsItem(
                            profile.edrSensor(),
                            profile.patchManagement(),
                            profile.exchangeProtection(),
                            profile.fullDiskEncryption()),
                    profile.removeCompetitors(),
                    profile.language());
        }
    }

    /**
     * @param userEmails whether e-mail addresses of Datto RMM users are published
     * @param guardFloor so many deletions of one list in 24 hours are always believed
     * @param guardPercent so many hundredths of a list in 24 hours are believed, where that is more
     */
    record ObservationItem(boolean userEmails, int guardFloor, int guardPercent) {

        static ObservationItem of(TenantSettings.Observation observation) {
            return new ObservationItem(observation.userEmails(), observation.guardFloor(), observation.guardPercent());
        }
    }

    record ModulesItem(
            boolean advancedAntiExploit,
            boolean advancedThreatControl,
            boolean deviceControl,
            boolean firewall,
            boolean contentControl,
            boolean networkAttackDefense,
            boolean powerUser) {}

    record AddOnsItem(
            boolean edrSensor, boolean patchManagement, boolean exchangeProtection, boolean fullDiskEncryption) {}

    static SettingsItem of(String tenantId, TenantSettings settings) {
        var gravityZone = settings.gravityZone();
        var rmm = settings.rmm();
        return new SettingsItem(
                new TenantItem(tenantId, settings.tenantName()),
                gravityZone == null
                        ? null
                        : new GravityZoneItem(
                                gravityZone.accessUrl(),
                                gravityZone.apiKeyLastFour(),
                                new CompanyRef(gravityZone.rootCompanyId(), gravityZone.rootCompanyName())),
                rmm == null ? null : new RmmItem(rmm.apiUrl(), rmm.apiKeyLastFour()),
                DefaultPackageItem.of(settings.defaultPackage()),
                settings.paused(),
                settings.healing(),
                settings.policies().levels(),
                settings.policies().suggestions(),
                ObservationItem.of(settings.observation()),
                settings.isIntegrationConfigured());
    }
}
