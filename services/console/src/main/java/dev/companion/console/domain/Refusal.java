package dev.companion.console.domain;

/** Why one site's wish cannot be carried out, in a sentence with what to do. */
public record Refusal(String siteUid, String reason) {}
