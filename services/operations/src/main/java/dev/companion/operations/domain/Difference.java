package dev.companion.operations.domain;

import java.util.List;

/**
 * One difference between a cluster and the catalogue.
 *
 * @param subject name of the topic, principal or registry subject that differs
 * @param text what it is, in a sentence without an end
 * @param mend who can mend it
 * @param commands what a person may type instead
 */
public record Difference(String subject, String text, Mend mend, List<String> commands) {

    /** Who can mend a difference. */
    public enum Mend {
        /** The command {@code apply}. */
        APPLY,
        /** A person who knows why it is so: {@code apply} leaves it as it is, and the services work with it. */
        PERSON,
        /** A person: {@code apply} refuses, and the services do not start with it. */
        REFUSED
    }

    Outcome outcome() {
        return mend == Mend.REFUSED ? Outcome.REFUSED : Outcome.DIFFERS;
    }
}
