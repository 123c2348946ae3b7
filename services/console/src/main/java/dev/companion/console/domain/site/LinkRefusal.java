package dev.companion.console.domain.site;

/** Why one site's wish cannot be carried out, in a sentence with what to do. */
public record LinkRefusal(String siteUid, String reason) {}
