package dev.companion.runtime.door;

import java.util.Map;

/**
 * How large the body of a request may be.
 *
 * @param others bytes, for every path without a limit of its own
 * @param byPath bytes, by the exact path
 */
public record BodyLimits(long others, Map<String, Long> byPath) {

    public static final int STANDARD_BYTES = 256 * 1024;

    public BodyLimits {
        byPath = Map.copyOf(byPath);
    }

    /** The same limit for every path. */
    public static BodyLimits standard() {
        return new BodyLimits(STANDARD_BYTES, Map.of());
    }

    public long of(String path) {
        return byPath.getOrDefault(path, others);
    }
}
