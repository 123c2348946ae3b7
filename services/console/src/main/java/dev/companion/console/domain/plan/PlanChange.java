package dev.companion.console.domain.plan;

/**
 * What is no longer as it was when a site was planned.
 *
 * @param siteUid the uid of the site
 * @param siteName the name of the site when it was planned
 * @param what what changed, in sentences for people
 */
public record PlanChange(String siteUid, String siteName, String what) {}
