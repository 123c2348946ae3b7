package dev.companion.console.domain.plan;

/** What a plan does with its sites. A plan does one thing, so removals are never mixed with others. */
public enum PlanAction {
    /** Links each site to the company that matches it best. */
    LINK_MATCHES,
    /** Links each site to a new company. */
    CREATE_COMPANIES,
    /** Removes the link of each site. */
    UNLINK
}
