package dev.companion.console.domain.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far rules may go by themselves.
 *
 * @param levels of every known type
 * @param suggestions OBSERVE suggests no company for a site, SUGGEST waits for a person, ACT links where exactly one
 *     company has exactly the site's name
 */
public record Policies(Map<EventType, PolicyLevel> levels, PolicyLevel suggestions) {

    public static final Policies DEFAULT = of(true, Map.of(), null);

    public Policies {
        levels = Collections.unmodifiableMap(new EnumMap<>(levels));
    }

    /**
     * @param healing decides on the types that are put right together, where they are not listed
     * @param listed what somebody said; the others are as at first
     * @param suggestions null if nobody said
     */
    public static Policies of(boolean healing, Map<EventType, PolicyLevel> listed, @Nullable PolicyLevel suggestions) {
        var levels = new EnumMap<EventType, PolicyLevel>(EventType.class);
        for (var type : EventType.known()) {
            var usual = type.isHealed() && healing ? PolicyLevel.ACT : PolicyLevel.SUGGEST;
            var said = listed.getOrDefault(type, PolicyLevel.UNKNOWN);
            levels.put(type, said == PolicyLevel.UNKNOWN ? usual : said);
        }
        return new Policies(
                levels, suggestions == null || suggestions == PolicyLevel.UNKNOWN ? PolicyLevel.SUGGEST : suggestions);
    }

    public PolicyLevel level(EventType type) {
        return levels.getOrDefault(type, PolicyLevel.UNKNOWN);
    }

    /**
     * A wish with what it entails: the types that are put right together get one level.
     *
     * @param wish the types to change
     */
    public static Map<EventType, PolicyLevel> whole(Map<EventType, PolicyLevel> wish) {
        var whole = new EnumMap<EventType, PolicyLevel>(EventType.class);
        whole.putAll(wish);
        wish.entrySet().stream()
                .filter(entry -> entry.getKey().isHealed())
                .findFirst()
                .ifPresent(entry -> EventType.known().stream()
                        .filter(EventType::isHealed)
                        .forEach(type -> whole.putIfAbsent(type, entry.getValue())));
        return whole;
    }

    /** Why types cannot have these levels, in a sentence; empty if they can. */
    public static Optional<String> objection(Map<EventType, PolicyLevel> wish) {
        for (var entry : wish.entrySet()) {
            var why = entry.getKey().whyNotActing();
            if (entry.getValue() == PolicyLevel.ACT && why != null) {
                return Optional.of("%s cannot have the level ACT, since %s. It can have OBSERVE or SUGGEST."
                        .formatted(entry.getKey(), why));
            }
        }
        var healed = wish.entrySet().stream()
                .filter(entry -> entry.getKey().isHealed())
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        return healed.size() > 1
                ? Optional.of(
                        "ASSOCIATION_MISSING, PACKAGE_MISSING and PACKAGE_LINK_CHANGED share one level, since each"
                                + " repair entails the others. Give them the same one.")
                : Optional.empty();
    }

    /** Whether they are as somebody wished. */
    public boolean fulfil(Map<EventType, PolicyLevel> wish, @Nullable PolicyLevel wishedSuggestions) {
        return wish.entrySet().stream().allMatch(entry -> level(entry.getKey()) == entry.getValue())
                && (wishedSuggestions == null || suggestions == wishedSuggestions);
    }
}
