package dev.companion.standalone;

import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.ContractGate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Topics and schemas, created by the administrator of this installation before the services look for them. */
final class Preparation {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile @Nullable ContractGate preparing;

    /** @param gate opens when they are there */
    void start(ContractGate gate) {
        preparing = gate;
        gate.opened().thenRun(() -> done.complete(null));
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
            throw new IllegalStateException(e); // nothing completes it so
        }
    }

    /** For the start itself: throws a refusal, which a person must mend. */
    void awaitDone() throws InterruptedException {
        var gate = preparing;
        try {
            if (gate != null) {
                gate.awaitOpened();
            }
        } catch (ContractException e) {
            throw new StartRefused(String.valueOf(e.getMessage()));
        }
    }
}
