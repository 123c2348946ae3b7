package dev.companion.vendor;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.HostPauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gate of each account. A gate outlives its clients, because new credentials get no new quota. Thread-safe. */
public final class CallGates<L extends Enum<L>> {

    private final Function<Instant, CallPacer<L>> pacers;
    private final HostPauses hosts;
    private final InstantSource clock;
    private final Duration patience;

    /**
     * A previous owner of an account called before this moment; a pacer that starts later need not assume a full
     * window.
     */
    private volatile Instant since;

    private final Map<String, CallGate<L>> gates = new ConcurrentHashMap<>();

    /**
     * @param pacers a new account's pacer
     * @param hosts one instance for all callers behind this address
     * @param patience how long a request may wait for room
     */
    public CallGates(Function<Instant, CallPacer<L>> pacers, HostPauses hosts, InstantSource clock, Duration patience) {
        this.pacers = pacers;
        this.hosts = hosts;
        this.clock = clock;
        this.patience = patience;
        this.since = clock.instant();
    }

    public CallGate<L> of(String account) {
        return gates.computeIfAbsent(account, _ -> new PacedGate<>(pacers.apply(since), hosts, clock, patience));
    }

    /** Drops the account's gate. If the account returns, its new gate does not know what the old one has sent. */
    public void forget(String account) {
        gates.remove(account);
        since = clock.instant();
    }
}
