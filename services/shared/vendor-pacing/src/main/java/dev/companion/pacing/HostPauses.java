package dev.companion.pacing;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when a host may not be called by anybody, since it has shut out the address that we all call from. One instance
 * for everybody who calls from there; safe for use by several threads.
 */
public final class HostPauses {

    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    /** Nobody calls this host before then. Never shortens a pause. */
    public void pause(String host, Instant end) {
        until.merge(host, end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The end of the host's pause, or now where there is none. */
    public Instant opensAt(String host, Instant now) {
        var end = until.get(host);
        return end != null && end.isAfter(now) ? end : now;
    }
}
