package dev.companion.resolver.domain;

/** How desired and observed can differ. */
public enum DiscrepancyType {
    /** The company cannot be created because its name is used in another GravityZone tenant. */
    DESTINATION_CREATION
}
