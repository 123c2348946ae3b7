package dev.companion.mapper.domain;

/** How far rules may go with one type of discrepancy. */
public record Policy(DiscrepancyType type, PolicyLevel level) {}
