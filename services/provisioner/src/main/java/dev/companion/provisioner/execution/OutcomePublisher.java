package dev.companion.provisioner.execution;

import dev.companion.provisioning.Outcome;
import java.util.concurrent.CompletableFuture;

/** Publishes outcomes. */
@FunctionalInterface
public interface OutcomePublisher {

    /** Completes with the record's offset, or fails if it is not known whether the record was written. */
    CompletableFuture<Long> publish(String key, Outcome outcome);
}
