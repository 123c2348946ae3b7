package dev.companion.console.web.settings;

import dev.companion.console.domain.site.PackageProfile;
import dev.companion.console.web.problem.ApiProblem;
import org.jspecify.annotations.Nullable;

/** What a default package is to contain from now on. Whatever is left out stays as it is. */
record DefaultPackageBody(
        @Nullable Modules modules,
        @Nullable AddOns addOns,
        @Nullable Boolean removeCompetitors,
        @Nullable String language) {

    record Modules(
            @Nullable Boolean advancedAntiExploit,
            @Nullable Boolean advancedThreatControl,
            @Nullable Boolean deviceControl,
            @Nullable Boolean firewall,
            @Nullable Boolean contentControl,
            @Nullable Boolean networkAttackDefense,
            @Nullable Boolean powerUser) {

        static final Modules NONE = new Modules(null, null, null, null, null, null, null);
    }

    record AddOns(
            @Nullable Boolean edrSensor,
            @Nullable Boolean patchManagement,
            @Nullable Boolean exchangeProtection,
            @Nullable Boolean fullDiskEncryption) {

        static final AddOns NONE = new AddOns(null, null, null, null);
    }

    /** @throws ApiProblem 422 if there is no agent in the language */
    PackageProfile over(PackageProfile present) {
        var chosen = modules == null ? Modules.NONE : modules;
        var added = addOns == null ? AddOns.NONE : addOns;
        if (language != null && !PackageProfile.LANGUAGES.contains(language)) {
            throw ApiProblem.refused(
                    "Language not offered",
                    "Nothing was saved. GravityZone builds agents in: %s."
                            .formatted(String.join(", ", PackageProfile.LANGUAGES)));
        }
        return new PackageProfile(
                or(chosen.advancedAntiExploit(), present.advancedAntiExploit()),
                or(chosen.advancedThreatControl(), present.advancedThreatControl()),
                or(chosen.deviceControl(), present.deviceControl()),
                or(chosen.firewall(), present.firewall()),
                or(chosen.contentControl(), present.contentControl()),
                or(chosen.networkAttackDefense(), present.networkAttackDefense()),
                or(chosen.powerUser(), present.powerUser()),
                or(added.edrSensor(), present.edrSensor()),
                or(added.patchManagement(), present.patchManagement()),
                or(added.exchangeProtection(), present.exchangeProtection()),
                or(added.fullDiskEncryption(), present.fullDiskEncryption()),
                or(removeCompetitors, present.removeCompetitors()),
                language == null ? present.language() : language);
    }

    private static boolean or(@Nullable Boolean given, boolean present) {
        return given == null ? present : given;
    }
}
