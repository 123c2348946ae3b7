package dev.companion.pacing;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long each host must not be called because it blocks the address that we all call from. One instance for all
 * callers behind that address; thread-safe.
 */
public final class HostPauses {

    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    /** No call goes to this host before then. Never shortens a pause. */
    public void pause(String host, Instant end) {
        until.merge(host, end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** End of the host's pause; {@code now} if there is none. */
    public Instant opensAt(String host, Instant now) {
        var end = until.get(host);
        return end != null && end.isAfter(now) ? end : now;
    }

    /** Number of hosts that are not called now. */
    public int count(Instant now) {
        return (int) until.values().stream().filter(now::isBefore).count();
    }
}
