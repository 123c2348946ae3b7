package dev.companion.console.web.settings;

import dev.companion.console.web.problem.ApiProblem;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import dev.companion.vocabulary.PackageProfile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The new content of the default package. Whatever is null or absent stays as it is.
 *
 * @param modules by property name
 * @param addOns by property name
 * @param removeCompetitors whether the agent removes other security products
 * @param language the language of the agent
 */
record DefaultPackageBody(
        @Nullable Map<String, @Nullable Boolean> modules,
        @Nullable Map<String, @Nullable Boolean> addOns,
        @Nullable Boolean removeCompetitors,
        @Nullable String language) {

    /** @throws ApiProblem 422 if there is no agent in the language */
    PackageProfile over(PackageProfile present) {
        if (language != null && !PackageProfile.LANGUAGES.contains(language)) {
            throw ApiProblem.refused(
                    "Language not available",
                    "Nothing was saved. GravityZone builds agents in: %s."
                            .formatted(String.join(", ", PackageProfile.LANGUAGES)));
        }
        var isOn = new HashMap<String, Boolean>();
        present.write(isOn::put);
        for (var module : PackageModule.values()) {
            replace(isOn, module.property(), modules);
        }
        for (var addOn : AddOn.values()) {
            replace(isOn, addOn.property(), addOns);
        }
        return PackageProfile.read(
                property -> isOn.getOrDefault(property, false),
                removeCompetitors == null ? present.removeCompetitors() : removeCompetitors,
                language == null ? present.language() : language);
    }

    private static void replace(
            Map<String, Boolean> isOn, String property, @Nullable Map<String, @Nullable Boolean> given) {
        var value = given == null ? null : given.get(property);
        if (value != null) {
            isOn.put(property, value);
        }
    }
}
