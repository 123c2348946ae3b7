package dev.companion.console.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one service gets on with one vendor.
 *
 * @param service poller or provisioner
 * @param api DATTO_RMM or GRAVITYZONE
 * @param state OK, THROTTLED, FAILING, CREDENTIALS_REJECTED or PERMISSION_MISSING
 * @param detail for people; null where the state says it all
 * @param sweepRows rows seen by the sweep under way or just ended; null where there is none
 * @param sweepTotal rows that the vendor announced; null where it did not
 * @param lastSweepAt end of the first complete sweep after the last change of state; null before it
 * @param quotaUsed calls of all callers in the vendor's window; null where it does not tell
 * @param quotaLimit calls that the window may hold; null where it does not tell
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

    /** Whether a sweep is under way of which nothing complete is known yet, as the first one is. */
    public boolean isReading() {
        return sweepRows != null && lastSweepAt == null;
    }

    public boolean isWell() {
        return state.equals("OK");
    }
}
