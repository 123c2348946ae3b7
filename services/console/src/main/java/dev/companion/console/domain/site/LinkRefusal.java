package dev.companion.console.domain.site;

/** Why the request for one site cannot be carried out, in a sentence that says what to do. */
public record LinkRefusal(String siteUid, String reason) {}
