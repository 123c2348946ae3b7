package dev.companion.console.domain.site;

/** A site that does not belong to a company that was suggested for it, as a person said. */
public record DismissedPair(String siteUid, String companyId) {}
