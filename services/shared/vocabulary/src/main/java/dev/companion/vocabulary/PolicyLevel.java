package dev.companion.vocabulary;

/** How far a rule may go. The higher, the further. */
public enum PolicyLevel {
    /** Written by a newer version, or absent. */
    UNKNOWN("Unknown"),
    /** The discrepancy is recorded, and no action is asked for. */
    OBSERVE("Record only"),
    /** A person is asked. */
    SUGGEST("Ask"),
    /** The rule repairs it, and asks a person if that does not help. */
    ACT("Automatic");

    private final String title;

    PolicyLevel(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
