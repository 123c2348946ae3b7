package dev.companion.resolver.domain;

/** What the facts say about one kind of difference. */
public sealed interface Assessment {

    DiscrepancyType type();

    /** It is so. */
    record Holds(Finding finding) implements Assessment {

        @Override
        public DiscrepancyType type() {
            return finding.type();
        }
    }

    /** @param because why it is not so, in a sentence for people */
    record HoldsNot(DiscrepancyType type, String because) implements Assessment {}

    /** The facts are on their way: what was believed before is believed until they are here, so that nothing flaps. */
    record Unclear(DiscrepancyType type) implements Assessment {}
}
