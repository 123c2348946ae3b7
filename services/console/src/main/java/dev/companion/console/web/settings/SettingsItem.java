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
 * @param tenant the tenant
 * @param gravityZone the connection to GravityZone; null unless it is connected
 * @param rmm the connection to Datto RMM; null unless it is connected
 * @param defaultPackage the content of the packages of later links
 * @param paused whether all work for the tenant is paused
 * @param healing whether changes outside Companion behind a ready link are repaired automatically
 * @param policies what rules may do automatically with each type of event
 * @param suggestions what rules may do automatically in linking sites to companies
 * @param observation the synchronisation settings
 * @param integrationConfigured whether both vendors are connected, so that sites can be linked
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

    /**
     * A tenant, which is a Datto RMM account.
     *
     * @param id the uid of the account
     * @param name the name of the account
     */
    record TenantItem(String id, String name) {}

    /**
     * The connection to GravityZone, without the API key.
     *
     * @param accessUrl the address of the API
     * @param apiKeyLastFour the last four characters of the API key
     * @param rootCompany the company that the key belongs to
     * @param rootClaim whether the root company is the tenant's: HELD, or UNKNOWN until that is decided. With TAKEN (it is
     *     another tenant's), INSIDE (it is in the tree of another tenant's) or SURROUNDS (another tenant's is in its tree),
     *     nothing is changed for the tenant
     * @param conflict why nothing is changed for the tenant and what to do, for people; null if the root company is its own
     */
    record GravityZoneItem(
            String accessUrl,
            String apiKeyLastFour,
            CompanyRef rootCompany,
            TenantSettings.RootClaim rootClaim,
            @Nullable String conflict) {}

    /**
     * A company by id and name.
     *
     * @param id the id of the company
     * @param name the name of the company
     */
    record CompanyRef(String id, String name) {}

    /**
     * The connection to Datto RMM, without the keys.
     *
     * @param apiUrl the address of the API
     * @param apiKeyLastFour the last four characters of the API key
     */
    record RmmItem(String apiUrl, String apiKeyLastFour) {}

    /**
     * The content of a package.
     *
     * @param modules whether it contains each module, by property name
     * @param addOns whether it contains each add-on, by property name
     * @param removeCompetitors whether the agent removes other security products
     * @param language the language of the agent
     */
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
     * The synchronisation settings.
     *
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
        var gravityZone = settings.connectedGravityZone();
        var rmm = settings.connectedRmm();
        return new SettingsItem(
                new TenantItem(tenantId, settings.tenantName()),
                gravityZone == null
                        ? null
                        : new GravityZoneItem(
                                gravityZone.accessUrl(),
                                gravityZone.apiKeyLastFour(),
                                new CompanyRef(gravityZone.rootCompanyId(), gravityZone.rootCompanyName()),
                                gravityZone.rootClaim(),
                                gravityZone.conflict()),
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
