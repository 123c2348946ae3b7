package dev.companion.provisioner.domain.plan;

import dev.companion.provisioner.domain.step.Step;
import java.time.Instant;

/** What is next for a link. */
public sealed interface Plan {

    /** @param depth how far along the link is: of those that wait for the same budget, the deepest goes first */
    record Take(Step step, int depth) implements Plan {}

    record Wait(Instant until) implements Plan {}

    /** Nothing, until something arrives. */
    record Rest() implements Plan {}
}
