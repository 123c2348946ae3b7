package dev.companion.vendor;

import java.util.Map;

/**
 * The vendor's own count of the calls of all callers of the account, in the window that ends now.
 *
 * @param lanes those that it reported
 */
public record VendorCount<L extends Enum<L>>(Map<L, Used> lanes) {

    /** {@code count} calls of the {@code limit} that a window may hold. */
    public record Used(int limit, int count) {}

    public VendorCount {
        lanes = Map.copyOf(lanes);
    }
}
