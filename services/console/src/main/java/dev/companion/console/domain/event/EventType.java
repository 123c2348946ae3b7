package dev.companion.console.domain.event;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How what is wanted and what was observed can differ, in the order in which lists show it. Nothing that deletes,
 * suspends, activates or moves a company is ever done by a rule, so most types cannot act.
 */
public enum EventType {
    DESTINATION_CREATION("Company cannot be created", "another name for a company is chosen by a person only"),
    DESTINATION_MOVED("Company moved", "a company is never moved by a rule"),
    DESTINATION_DELETED("Company deleted", null),
    ASSOCIATION_MISSING("Site variable changed", null),
    SOURCE_DELETED("Site deleted", null),
    SITE_RENAMED("Site renamed", null),
    SITE_OUT_OF_SCOPE("Site out of scope", null),
    PACKAGE_MISSING("Package missing or renamed", null),
    PACKAGE_LINK_CHANGED("Package link changed", null),
    COMPANY_SUSPENDED("Company suspended", "a company is never activated by a rule"),
    NAME_NOT_UNIQUE("Name not unique", "which company is meant is said by a person only"),
    MASS_DELETION_SUSPECTED("Many deletions at once", "so many deletions at once are believed by a person only"),
    CREDENTIALS_FAILING("Key rejected", "a key is renewed by a person only"),
    QUOTA_EXHAUSTED("Rate limit used up", "nothing can be done about it but wait"),
    OUTCOME_UNKNOWN("Outcome of a call unknown", "what cannot be found out about a call is decided by a person only"),
    /** Written by a newer version. */
    UNKNOWN("Something new", "it is not known here");

    /** Each of their repairs entails the others, so they share one level. */
    private static final Set<EventType> HEALED = Set.of(ASSOCIATION_MISSING, PACKAGE_MISSING, PACKAGE_LINK_CHANGED);

    private final String title;
    private final @Nullable String whyNotActing;

    EventType(String title, @Nullable String whyNotActing) {
        this.title = title;
        this.whyNotActing = whyNotActing;
    }

    /** All that are known here. */
    public static List<EventType> known() {
        return Arrays.stream(values()).filter(type -> type != UNKNOWN).toList();
    }

    /** What a filter calls it. */
    public String title() {
        return title;
    }

    /** Whether it is put right together with the other two that concern package and site variable. */
    public boolean isHealed() {
        return HEALED.contains(this);
    }

    /** The levels that its policy can have. */
    public List<PolicyLevel> levels() {
        return whyNotActing == null
                ? List.of(PolicyLevel.OBSERVE, PolicyLevel.SUGGEST, PolicyLevel.ACT)
                : List.of(PolicyLevel.OBSERVE, PolicyLevel.SUGGEST);
    }

    /** Why no rule can act on it, to follow "since"; null if one can. */
    public @Nullable String whyNotActing() {
        return whyNotActing;
    }
}
