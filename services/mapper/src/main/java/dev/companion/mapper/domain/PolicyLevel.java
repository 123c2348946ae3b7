package dev.companion.mapper.domain;

/** How far rules may go by themselves. */
public enum PolicyLevel {
    /** It is recorded, and nobody is asked. */
    OBSERVE("only recorded"),
    /** A person is asked. */
    SUGGEST("a person is asked"),
    /** What repairs it is done, and a person is asked where that does not help. */
    ACT("acted on");

    private final String words;

    PolicyLevel(String words) {
        this.words = words;
    }

    /** As it follows the name of what it is about, for people. */
    String words() {
        return words;
    }
}
