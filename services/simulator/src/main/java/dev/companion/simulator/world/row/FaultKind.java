package dev.companion.simulator.world.row;

/** What goes wrong with a request that a {@link Fault} rule matches. */
public enum FaultKind {
    /** Wait {@code millis}, then continue normally (other faults may be added). */
    LATENCY,
    /** 429 as the vendor words it; {@code retryAfter} seconds, left out when null. */
    RATE_LIMIT,
    /** Answer {@code status} with {@code body}; {@code retryAfter} seconds, left out when null. */
    STATUS,
    /**
     * Answer {@code status} (200 when null) with a page of HTML, as a gateway or a maintenance page does; {@code retryAfter}
     * seconds, left out when null.
     */
    HTML,
    /** Cut the connection without an answer and without an effect. */
    RESET_BEFORE,
    /** Let the call take effect, durably, then cut the connection without an answer. */
    RESET_AFTER,
    /** A list is returned empty, marked as complete. */
    EMPTY_PAGE,
    /** A page starts {@code rows} later (or earlier) than it should, as if rows moved during the walk. */
    PAGE_SHIFT,
    /** The key lacks the right: {@code status} 403 (or 401) in the vendor's own words. */
    PERMISSION_LOSS,
    /** Announce the whole answer, send half of it, cut the connection. */
    CUT_BODY,
    /** Send the answer one byte every {@code millis}, without end. */
    SLOW_DRIP,
    /** Send an answer of {@code bytes} (1 GiB when null). */
    HUGE_BODY,
    /** GravityZone's error object with {@code code}, {@code message} and {@code details}, under HTTP {@code status}. */
    JSON_RPC_ERROR
}
