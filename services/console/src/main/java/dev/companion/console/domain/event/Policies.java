package dev.companion.console.domain.event;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules may do automatically.
 *
 * @param levels of every known type
 * @param suggestions OBSERVE suggests no company for a site, SUGGEST waits for a person, ACT links if exactly one
 *     company has exactly the site's name
 */
public record Policies(Map<DiscrepancyType, PolicyLevel> levels, PolicyLevel suggestions) {

    public static final Policies DEFAULT = of(true, Map.of(), null);

    public Policies {
        levels = Collections.unmodifiableMap(new EnumMap<>(levels));
    }

    /**
     * @param healing the level of the healed types that are not listed: ACT if true
     * @param listed chosen levels; the others have their default
     * @param suggestions null for the default
     */
    public static Policies of(
            boolean healing, Map<DiscrepancyType, PolicyLevel> listed, @Nullable PolicyLevel suggestions) {
        var levels = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        for (var type : DiscrepancyType.known()) {
            levels.put(type, type.levelInForce(listed.getOrDefault(type, PolicyLevel.UNKNOWN), healing));
        }
        return new Policies(
                levels, suggestions == null || suggestions == PolicyLevel.UNKNOWN ? PolicyLevel.SUGGEST : suggestions);
    }

    public PolicyLevel level(DiscrepancyType type) {
        return levels.getOrDefault(type, PolicyLevel.UNKNOWN);
    }

    /**
     * The requested levels with what they entail: all healed types get the same level.
     *
     * @param request the types to change
     */
    public static Map<DiscrepancyType, PolicyLevel> withSharedLevels(Map<DiscrepancyType, PolicyLevel> request) {
        var shared = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        shared.putAll(request);
        request.entrySet().stream()
                .filter(entry -> entry.getKey().isHealed())
                .findFirst()
                .ifPresent(
                        entry -> DiscrepancyType.healed().forEach(type -> shared.putIfAbsent(type, entry.getValue())));
        return shared;
    }

    /** Whether they contain the requested levels. */
    public boolean include(Map<DiscrepancyType, PolicyLevel> request, @Nullable PolicyLevel requestedSuggestions) {
        return request.entrySet().stream().allMatch(entry -> level(entry.getKey()) == entry.getValue())
                && (requestedSuggestions == null || suggestions == requestedSuggestions);
    }
}
