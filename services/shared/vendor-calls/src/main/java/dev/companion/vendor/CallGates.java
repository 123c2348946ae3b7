package dev.companion.vendor;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.HostPauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gate of each account. It outlives its clients: new credentials have no new quota. Safe for several threads. */
public final class CallGates<L extends Enum<L>> {

    private final Function<Instant, CallPacer<L>> pacers;
    private final HostPauses hosts;
    private final InstantSource clock;
    private final Duration patience;
    private final Map<String, CallGate<L>> gates = new ConcurrentHashMap<>();

    /**
     * @param pacers a new account's pacer
     * @param hosts one for everybody who calls from this address
     * @param patience how long a request may wait for room
     */
    public CallGates(Function<Instant, CallPacer<L>> pacers, HostPauses hosts, InstantSource clock, Duration patience) {
        this.pacers = pacers;
        this.hosts = hosts;
        this.clock = clock;
        this.patience = patience;
    }

    public CallGate<L> of(String account) {
        return gates.computeIfAbsent(
                account, _ -> new PacedGate<>(pacers.apply(clock.instant()), hosts, clock, patience));
    }

    public void forget(String account) {
        gates.remove(account);
    }
}
