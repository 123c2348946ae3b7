package dev.companion.console.domain.site;

/** A suggestion that a person dismissed: the site does not belong to the company. */
public record DismissedPair(String siteUid, String companyId) {}
