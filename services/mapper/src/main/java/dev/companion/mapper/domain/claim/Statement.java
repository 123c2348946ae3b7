package dev.companion.mapper.domain.claim;

/** What a tenant says about a company. */
public enum Statement {
    /** It wants to use it as its root. */
    CLAIM,
    /** It does not use it as its root any more. */
    RELEASE,
    /** It sees it in the tree of its own root. */
    SEEN,
    /** It does not see it there any more. */
    UNSEEN
}
