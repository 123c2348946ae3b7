package dev.companion.mapper.domain;

/** A link that a rule makes, and what is written about it. */
public record RuleLink(Link link, AuditNote note) {}
