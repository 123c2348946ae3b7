package dev.companion.provisioner.execution;

import dev.companion.provisioning.Outcome;
import java.util.concurrent.CompletableFuture;

/** Puts an outcome on its topic. */
@FunctionalInterface
public interface OutcomePublisher {

    /** Ends with the record's offset, or fails when nobody can say whether it is there. */
    CompletableFuture<Long> publish(String key, Outcome outcome);
}
