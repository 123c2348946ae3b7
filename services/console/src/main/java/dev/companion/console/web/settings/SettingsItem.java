package dev.companion.console.web.settings;

import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings. Contains no credentials except the last four characters of each key.
 *
 * @param gravityZone null until it is saved
 * @param rmm null until it is saved
 * @param paused whether all work for the tenant is paused
 * @param healing whether changes outside Companion behind a ready link are repaired automatically
 * @param policies what rules may do automatically with each type of event
 * @param suggestions what rules may do automatically in linking sites to companies
 */
record SettingsItem(
        TenantItem tenant,
        @Nullable GravityZoneItem gravityZone,
        @Nullable RmmItem rmm,
        DefaultPackageItem defaultPackage,
        boolean paused,
        boolean healing,
        Map<DiscrepancyType, PolicyLevel> policies,
        PolicyLevel suggestions,
        ObservationItem observation,
        boolean integrationConfigured) {

    record TenantItem(String id, String name) {}

    /** @param rootClaim whether the root company is the tenant's: HELD, or UNKNOWN until that is decided */
    record GravityZoneItem(
            String accessUrl, String apiKeyLastFour, CompanyRef rootCompany, TenantSettings.RootClaim rootClaim) {}

    record CompanyRef(String id, String name) {}

    record RmmItem(String apiUrl, String apiKeyLastFour) {}

    /** Modules and add-ons by property name. */
    record DefaultPackageItem(
            Map<String, Boolean> modules, Map<String, Boolean> addOns, boolean removeCompetitors, String language) {

        static DefaultPackageItem of(PackageProfile profile) {
            var modules = new LinkedHashMap<String, Boolean>();
            for (var module : PackageModule.values()) {
                modules.put(module.property(), profile.modules().contains(module));
            }
            var addOns = new LinkedHashMap<String, Boolean>();
            for (var addOn : AddOn.values()) {
                addOns.put(addOn.property(), profile.addOns().contains(addOn));
            }
            return new DefaultPackageItem(modules, addOns, profile.removeCompetitors(), profile.language());
        }
    }

    /**
     * @param userEmails whether e-mail addresses of Datto RMM users are published
     * @param guardFloor number of deletions of one list in 24 hours that are always accepted
     * @param guardPercent percentage of a list that is accepted as deleted in 24 hours, if that is more
     */
    record ObservationItem(boolean userEmails, int guardFloor, int guardPercent) {

        static ObservationItem of(TenantSettings.Observation observation) {
            return new ObservationItem(observation.userEmails(), observation.guardFloor(), observation.guardPercent());
        }
    }

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
                                new CompanyRef(gravityZone.rootCompanyId(), gravityZone.rootCompanyName()),
                                gravityZone.rootClaim()),
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
