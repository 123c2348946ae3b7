package dev.companion.mapper.domain;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the two inventories can differ, and whether a rule may ever do something about it. */
public enum DiscrepancyType {
    DESTINATION_CREATION("the new company needs a name that only a person can give"),
    DESTINATION_MOVED("no rule ever moves a company"),
    DESTINATION_DELETED,
    ASSOCIATION_MISSING,
    SOURCE_DELETED,
    SITE_RENAMED,
    SITE_OUT_OF_SCOPE,
    PACKAGE_MISSING,
    PACKAGE_LINK_CHANGED,
    COMPANY_SUSPENDED("no rule ever activates or suspends a company"),
    NAME_NOT_UNIQUE("only a person can tell whether a company of the same name is the right one"),
    MASS_DELETION_SUSPECTED("only a person may let that many deletions happen"),
    CREDENTIALS_FAILING("only a person has another key"),
    QUOTA_EXHAUSTED("waiting is all that helps, and it happens anyway"),
    OUTCOME_UNKNOWN("only a person can tell what became of the call");

    /**
     * What is put right behind a ready link. Their level is one, since each repair entails the others: a package that
     * is made again has another link, and that goes into the variable.
     */
    static final Set<DiscrepancyType> HEALED = EnumSet.of(ASSOCIATION_MISSING, PACKAGE_MISSING, PACKAGE_LINK_CHANGED);

    private final @Nullable String whyNoRuleActs;

    DiscrepancyType() {
        this.whyNoRuleActs = null;
    }

    DiscrepancyType(String whyNoRuleActs) {
        this.whyNoRuleActs = whyNoRuleActs;
    }

    /** Why the level cannot be had, in a sentence for people; empty where it can. */
    Optional<String> objectionTo(PolicyLevel level) {
        return level == PolicyLevel.ACT && whyNoRuleActs != null
                ? Optional.of("“%s” can be only recorded or asked about: %s.".formatted(words(), whyNoRuleActs))
                : Optional.empty();
    }

    boolean isHealed() {
        return HEALED.contains(this);
    }

    /** What it is called, for people. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
