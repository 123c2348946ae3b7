package dev.companion.console.domain.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one service gets on with one vendor.
 *
 * @param service poller or provisioner
 * @param api DATTO_RMM or GRAVITYZONE
 * @param state OK, THROTTLED, FAILING, CREDENTIALS_REJECTED, PERMISSION_MISSING, or UNKNOWN before the first answer
 * @param detail for people; null if the state says it all. With OK: what the key may not do, though it may do all
 *     that matters most
 * @param sweepRows rows seen by the sweep under way or just ended; null if there is none
 * @param sweepTotal rows that the vendor announced; null if it did not
 * @param lastSweepAt end of the first complete sweep after the last change of state; null before it
 * @param quotaUsed calls of all callers in the vendor's window; null if it does not tell
 * @param quotaLimit calls that the window may hold; null if it does not tell
 */
public record ApiHealth(
        String service,
        String api,
        String state,
        @Nullable String detail,
        Instant since,
        @Nullable Integer sweepRows,
        @Nullable Integer sweepTotal,
        @Nullable Instant lastSweepAt,
        @Nullable Integer quotaUsed,
        @Nullable Integer quotaLimit) {

    /** Whether a sweep is under way that takes long enough to be told of. */
    public boolean isReading() {
        return sweepRows != null && (sweepTotal == null ? lastSweepAt == null : sweepRows < sweepTotal || isFirst());
    }

    /** Whether nothing complete was read since the state is as it is. */
    public boolean isFirst() {
        return lastSweepAt == null;
    }

    /**
     * Whether the reader of Datto RMM lacks a right. Where sites are read all the same, it is one that the product can do
     * without, as listing users is.
     */
    public boolean lacksRight() {
        return service.equals("poller")
                && api.equals("DATTO_RMM")
                && (state.equals("PERMISSION_MISSING") || (state.equals("OK") && detail != null));
    }

    public boolean isKnown() {
        return !state.equals("UNKNOWN");
    }

    /** Whether there is nothing to worry about: what is not known yet is no trouble. */
    public boolean isWell() {
        return state.equals("OK") || !isKnown();
    }
}
