package dev.companion.console.domain.event;

/** How far a rule may go by itself. */
public enum PolicyLevel {
    /** Written by a newer version, or not said. */
    UNKNOWN,
    /** It is recorded, and nobody is asked. */
    OBSERVE,
    /** A person is asked. */
    SUGGEST,
    /** What repairs it is done, and a person is asked where that does not help. */
    ACT
}
