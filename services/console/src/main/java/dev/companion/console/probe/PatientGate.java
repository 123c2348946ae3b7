package dev.companion.console.probe;

import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.Origin;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks again if the quota was used up by another caller, so that a person who saves settings does not meet that refusal.
 * Only for reads. The gate behind it waits for as long as the vendor asked.
 *
 * @param <L> the kinds of operations that the vendor limits separately
 */
public final class PatientGate<L extends Enum<L>> implements CallGate<L> {

    private static final int TRIES_MAX = 3;

    private final CallGate<L> gate;
    private final Duration patience;

    /** @param patience a longer pause is not waited for, since a person is waiting */
    public PatientGate(CallGate<L> gate, Duration patience) {
        this.gate = gate;
        this.patience = patience;
    }

    @Override
    public <T> CallResult<T> send(Origin to, Set<L> lanes, Supplier<CallResult<T>> request) {
        var result = gate.send(to, lanes, request);
        for (var tries = 1; tries < TRIES_MAX && isShortPause(result); tries++) {
            result = gate.send(to, lanes, request);
        }
        return result;
    }

    private <T> boolean isShortPause(CallResult<T> result) {
        return result instanceof RateLimited<T> limited && limited.retryAfter().compareTo(patience) <= 0;
    }
}
