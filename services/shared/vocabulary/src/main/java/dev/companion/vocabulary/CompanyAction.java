package dev.companion.vocabulary;

/** What a person can decide about the company of a linked site. */
public enum CompanyAction {
    /** Written by a newer version, or absent. */
    UNKNOWN,
    /** Locks out its users; its agents expire. */
    SUSPEND,
    /** Ends a suspension. */
    ACTIVATE,
    /** Puts it under another parent. */
    MOVE,
    /** Deletes it for good, after the site is unlinked. */
    DELETE,
    /** Gives it another name. The only one that a rule may do. */
    RENAME,
    /** Counts its machines. Changes nothing. */
    COUNT;

    /** Whether a rule may do it without a person's decision. */
    public boolean isAllowedToRules() {
        return this == RENAME;
    }
}
