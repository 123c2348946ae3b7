package dev.companion.console.probe;

import dev.companion.vendor.CallGate;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/**
 * The gate of each API key that is tested. Memory is bounded: beyond the limit, the gate that was not used for longest
 * is dropped. Thread-safe.
 *
 * @param <L> the kinds of operations that the vendor limits separately
 */
public final class ProbeGates<L extends Enum<L>> {

    static final int GATES_MAX = 1_000;

    private final Supplier<CallGate<L>> fresh;
    private final LinkedHashMap<Object, CallGate<L>> gates = new LinkedHashMap<>();

    /** @param fresh creates a gate */
    public ProbeGates(Supplier<CallGate<L>> fresh) {
        this.fresh = fresh;
    }

    /** @param key equal for the same API key at the same vendor */
    public synchronized CallGate<L> of(Object key) {
        var gate = gates.remove(key);
        if (gate == null) {
            gate = fresh.get();
        }
        gates.putLast(key, gate);
        if (gates.size() > GATES_MAX) {
            gates.pollFirstEntry();
        }
        return gate;
    }
}
