package dev.companion.provisioner.domain.plan;

import dev.companion.provisioner.domain.step.Step;
import java.time.Instant;

/** What a link does next. */
public sealed interface Plan {

    /** Verifying a ready link never delays another link. */
    int DEPTH_VERIFY = 0;

    int DEPTH_FIND_COMPANY = 1;
    int DEPTH_CREATE_COMPANY = 2;
    int DEPTH_PACKAGE = 3;
    int DEPTH_KIT = 4;
    int DEPTH_VARIABLE = 5;
    int DEPTH_UNKNOWN_OUTCOME = 6;

    /** @param depth how far along the link is: of those that wait for the same budget, the deepest goes first */
    record Take(Step step, int depth) implements Plan {}

    record Wait(Instant until) implements Plan {}

    /** Nothing, until an input arrives. */
    record Rest() implements Plan {}
}
