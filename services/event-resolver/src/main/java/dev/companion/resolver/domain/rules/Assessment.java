package dev.companion.resolver.domain.rules;

import java.time.Instant;

/** What a rule concludes about one subject. */
public sealed interface Assessment {

    Subject subject();

    /**
     * The discrepancy exists.
     *
     * @param from when it will have existed for long enough to be reported
     */
    record Present(Finding finding, Instant from) implements Assessment {

        @Override
        public Subject subject() {
            return finding.subject();
        }
    }

    /**
     * The discrepancy does not exist.
     *
     * @param because why not, in a sentence for people
     * @param from when it will have been absent for long enough to be closed
     */
    record Absent(Subject subject, String because, Instant from) implements Assessment {}

    /**
     * The site is being unlinked, so no person needs to act. An action in progress goes on until it ends; then the
     * discrepancy is closed.
     */
    record Unlinking(Subject subject, String because) implements Assessment {}

    /** The facts are not complete yet. An open discrepancy stays open and a closed one closed until they are. */
    record Unclear(Subject subject) implements Assessment {}

    static Present present(Finding finding) {
        return new Present(finding, Instant.MIN);
    }

    static Absent absent(Subject subject, String because) {
        return new Absent(subject, because, Instant.MIN);
    }
}
