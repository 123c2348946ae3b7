package dev.companion.vendor;

import java.util.Map;

/**
 * What the vendor says it has counted in the window that ends now, of all callers of the account together.
 *
 * @param lanes those that it told of
 */
public record VendorCount<L extends Enum<L>>(Map<L, Used> lanes) {

    /** {@code count} calls of the {@code limit} that a window may hold. */
    public record Used(int limit, int count) {}

    public VendorCount {
        lanes = Map.copyOf(lanes);
    }
}
