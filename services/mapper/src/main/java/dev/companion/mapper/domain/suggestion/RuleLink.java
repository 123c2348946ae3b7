package dev.companion.mapper.domain.suggestion;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.request.AuditNote;

/** A link that a rule makes, and its entry in the audit trail. */
public record RuleLink(Link link, AuditNote note) {}
