package dev.companion.resolver.domain;

import java.time.Instant;

/** What the facts say about one subject. */
public sealed interface Assessment {

    Subject subject();

    /**
     * It is so.
     *
     * @param from when it will have been so for long enough to be told, so that nothing flaps
     */
    record Holds(Finding finding, Instant from) implements Assessment {

        @Override
        public Subject subject() {
            return finding.subject();
        }
    }

    /**
     * It is not so.
     *
     * @param because why not, in a sentence for people
     * @param from when it will have been otherwise for long enough to be believed
     */
    record HoldsNot(Subject subject, String because, Instant from) implements Assessment {}

    /**
     * What it is about is being taken apart: nobody needs to do anything any more, but for an action under way, which
     * has its end when that is done.
     */
    record Leaving(Subject subject, String because) implements Assessment {}

    /** The facts are on their way: what was believed before is believed until they are here, so that nothing flaps. */
    record Unclear(Subject subject) implements Assessment {}

    static Holds holds(Finding finding) {
        return new Holds(finding, Instant.MIN);
    }

    static HoldsNot not(Subject subject, String because) {
        return new HoldsNot(subject, because, Instant.MIN);
    }
}
