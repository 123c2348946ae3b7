package dev.companion.standalone;

import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.ContractGate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Topics and schemas, created by the administrator of this installation before the services look for them. */
final class Preparation {

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** @param gate opens when they are there */
    void start(ContractGate gate) {
        gate.opened().whenComplete((_, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        gate.start();
    }

    /** Another JVM has prepared them. */
    void skip() {
        done.complete(null);
    }

    /** For a service: waits, however long it takes. */
    void await() throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new ContractException(reason(e));
        }
    }

    /** For the start itself. */
    void awaitDone() {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new StartRefused(reason(e));
        }
    }

    private static String reason(Exception e) {
        var cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }
}
