package dev.companion.mapper.domain;

import java.util.Optional;

/**
 * What follows from a status.
 *
 * @param link to keep; where it is gone, its record is deleted
 */
public record StatusEffect(Link link, Optional<AuditNote> note) {}
