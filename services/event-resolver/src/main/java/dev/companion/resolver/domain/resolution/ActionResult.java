package dev.companion.resolver.domain.resolution;

/** What an action that a finding offers amounts to. */
sealed interface ActionResult {

    /** @param what in words, for the audit trail */
    record Command(MapperCommand command, String what) implements ActionResult {}

    /**
     * The decision alone is enough.
     *
     * @param what in words, for the audit trail
     */
    record NoCommand(String what) implements ActionResult {}

    /** @param reason what is wrong with the request, in a sentence for people */
    record Rejected(String reason) implements ActionResult {}
}
