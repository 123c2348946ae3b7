package dev.companion.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How desired and observed can differ, and how far a rule may go with each. A rule never deletes, suspends, activates
 * or moves a company, so most types have no automatic action.
 */
public enum DiscrepancyType {
    /** Written by a newer version, or absent. */
    UNKNOWN("Unknown", "this version does not know it"),
    /** The company cannot be created because its name is used in another GravityZone tenant. */
    DESTINATION_CREATION("Company cannot be created", "only a person can choose another name for the company"),
    /** The company is under another parent than when it was linked, or is no longer reachable. */
    DESTINATION_MOVED("Company moved", "a rule never moves a company"),
    /** The company no longer exists, or GravityZone no longer shows it. */
    DESTINATION_DELETED("Company deleted", ResolutionAction.RECREATE),
    /** The site variable is gone or holds something else, and healing did not repair it. */
    ASSOCIATION_MISSING("Site variable changed", ResolutionAction.ASSOCIATE),
    /** The linked site no longer exists. */
    SOURCE_DELETED("Site deleted", ResolutionAction.KEEP),
    /** The linked site has another name. */
    SITE_RENAMED("Site renamed", ResolutionAction.RENAME),
    /** The linked site is no longer managed. */
    SITE_OUT_OF_SCOPE("Site no longer managed", ResolutionAction.UNLINK),
    /** The installation package is gone, renamed or changed, and healing did not repair it. */
    PACKAGE_MISSING("Package missing or renamed", ResolutionAction.ASSOCIATE),
    /** The package has another link than the site variable, and healing did not repair it. */
    PACKAGE_LINK_CHANGED("Package link changed", ResolutionAction.ASSOCIATE),
    /** The company is suspended, and that was not decided here. */
    COMPANY_SUSPENDED("Company suspended", "a rule never activates or suspends a company"),
    /** A company of the desired name exists here, and is not ours. */
    NAME_NOT_UNIQUE("Company with this name exists", "only a person can tell which company is meant"),
    /** More deletions than are plausible. */
    MASS_DELETION_SUSPECTED("Many deletions at once", "only a person can approve so many deletions"),
    /** A vendor rejects the key, or the key lacks a right. */
    CREDENTIALS_FAILING("Key rejected", "only a person can supply another key"),
    /** The vendor's rate limit is exhausted, by us or by another API client. */
    QUOTA_EXHAUSTED("Rate limit used up", "nothing helps but to wait"),
    /** A call may or may not have taken effect. */
    OUTCOME_UNKNOWN("Outcome of a call unknown", "only a person can decide about a call whose outcome stays unknown");

    private final String title;
    private final @Nullable ResolutionAction automatic;
    private final @Nullable String whyNoRuleActs;

    DiscrepancyType(String title, ResolutionAction automatic) {
        this.title = title;
        this.automatic = automatic;
        this.whyNoRuleActs = null;
    }

    DiscrepancyType(String title, String whyNoRuleActs) {
        this.title = title;
        this.automatic = null;
        this.whyNoRuleActs = whyNoRuleActs;
    }

    /** All but UNKNOWN, in the order in which lists show them. */
    public static List<DiscrepancyType> known() {
        return Arrays.stream(values()).filter(type -> type != UNKNOWN).toList();
    }

    /** What the provisioner repairs behind a ready link. */
    public static List<DiscrepancyType> healed() {
        return known().stream().filter(DiscrepancyType::isHealed).toList();
    }

    /**
     * Why types cannot have the levels that are asked for, in a sentence for people; empty if they can.
     *
     * @param levels of the types to change; an UNKNOWN type or level is for the caller to refuse
     */
    public static Optional<String> objection(Map<DiscrepancyType, PolicyLevel> levels) {
        for (var entry : levels.entrySet()) {
            var type = entry.getKey();
            if (entry.getValue() == PolicyLevel.ACT && type.whyNoRuleActs != null) {
                return Optional.of("“%s” cannot be automatic, because %s.".formatted(type.title, type.whyNoRuleActs));
            }
        }
        var levelsOfHealed = healed().stream()
                .map(levels::get)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        return levelsOfHealed > 1
                ? Optional.of("%s share one level, because each repair entails the others. Give them the same level."
                        .formatted(healed().stream()
                                .map(type -> "“" + type.title + "”")
                                .collect(Collectors.joining(", "))))
                : Optional.empty();
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** What a rule does if the policy lets it; empty if only a person acts. */
    public Optional<ResolutionAction> automatic() {
        return Optional.ofNullable(automatic);
    }

    /** Follows "because"; empty if a rule can act. */
    public Optional<String> whyNoRuleActs() {
        return Optional.ofNullable(whyNoRuleActs);
    }

    /**
     * Whether the provisioner repairs it. Each of these repairs entails the others: a new package has a new link, which
     * goes into the variable.
     */
    public boolean isHealed() {
        return automatic == ResolutionAction.ASSOCIATE;
    }

    /** The levels that a policy can give it, lowest first. */
    public List<PolicyLevel> levels() {
        return automatic == null
                ? List.of(PolicyLevel.OBSERVE, PolicyLevel.SUGGEST)
                : List.of(PolicyLevel.OBSERVE, PolicyLevel.SUGGEST, PolicyLevel.ACT);
    }

    /**
     * The level that is in force.
     *
     * @param chosen by a person; UNKNOWN for none, and then healed types act while healing is on, and others ask. A
     *     stored level that is higher than the type allows counts as SUGGEST
     */
    public PolicyLevel levelInForce(PolicyLevel chosen, boolean healing) {
        var level =
                chosen != PolicyLevel.UNKNOWN ? chosen : isHealed() && healing ? PolicyLevel.ACT : PolicyLevel.SUGGEST;
        return level == PolicyLevel.ACT && automatic == null ? PolicyLevel.SUGGEST : level;
    }
}
