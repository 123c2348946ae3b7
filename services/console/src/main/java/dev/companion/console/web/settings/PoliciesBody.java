package dev.companion.console.web.settings;

import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.EnumParam;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requested automation policies.
 *
 * @param policies level by type of event; null changes none
 * @param suggestions null leaves it as it is
 */
record PoliciesBody(
        @Nullable Map<String, @Nullable String> policies,
        @Nullable String suggestions) {

    private static final String LEVELS = "OBSERVE, SUGGEST or ACT";

    /** @throws ApiProblem 400 if a type or a level is not known, or if nothing is given */
    Map<DiscrepancyType, PolicyLevel> levels() {
        var levels = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        if (policies != null) {
            policies.forEach((name, level) -> {
                var type = EnumParam.one("policies", name, DiscrepancyType.class);
                if (type == DiscrepancyType.UNKNOWN) {
                    throw ApiProblem.malformed("policies: " + name, "a type as GET /api/events/types lists it");
                }
                levels.put(type, level("policies." + name, level));
            });
        }
        if (levels.isEmpty() && suggestions == null) {
            throw ApiProblem.malformed("policies: not given", "{TYPE: LEVEL}, or suggestions");
        }
        return levels;
    }

    @Nullable PolicyLevel suggestionLevel() {
        return suggestions == null ? null : level("suggestions", suggestions);
    }

    private static PolicyLevel level(String name, @Nullable String given) {
        if (given == null) {
            throw ApiProblem.malformed(name + ": not given", LEVELS);
        }
        var level = EnumParam.one(name, given, PolicyLevel.class);
        if (level == PolicyLevel.UNKNOWN) {
            throw ApiProblem.malformed(name + ": " + given, LEVELS);
        }
        return level;
    }
}
