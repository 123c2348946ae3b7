package dev.companion.mapper.domain.settings;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;

/** How far rules may go with one type of discrepancy. */
public record Policy(DiscrepancyType type, PolicyLevel level) {}
