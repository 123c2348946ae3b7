package dev.companion.console.domain.event;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far rules may go by themselves.
 *
 * @param levels of every known type
 * @param suggestions OBSERVE suggests no company for a site, SUGGEST waits for a person, ACT links where exactly one
 *     company has exactly the site's name
 */
public record Policies(Map<DiscrepancyType, PolicyLevel> levels, PolicyLevel suggestions) {

    public static final Policies DEFAULT = of(true, Map.of(), null);

    public Policies {
        levels = Collections.unmodifiableMap(new EnumMap<>(levels));
    }

    /**
     * @param healing decides on the types that are put right together, where they are not listed
     * @param listed what somebody said; the others are as at first
     * @param suggestions null if nobody said
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
     * A wish with what it entails: the types that are put right together get one level.
     *
     * @param wish the types to change
     */
    public static Map<DiscrepancyType, PolicyLevel> whole(Map<DiscrepancyType, PolicyLevel> wish) {
        var whole = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        whole.putAll(wish);
        wish.entrySet().stream()
                .filter(entry -> entry.getKey().isHealed())
                .findFirst()
                .ifPresent(
                        entry -> DiscrepancyType.healed().forEach(type -> whole.putIfAbsent(type, entry.getValue())));
        return whole;
    }

    /** Whether they are as somebody wished. */
    public boolean fulfil(Map<DiscrepancyType, PolicyLevel> wish, @Nullable PolicyLevel wishedSuggestions) {
        return wish.entrySet().stream().allMatch(entry -> level(entry.getKey()) == entry.getValue())
                && (wishedSuggestions == null || suggestions == wishedSuggestions);
    }
}
