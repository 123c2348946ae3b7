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
 */
public record ApiHealth(
        String service,
        String api,
        String state,
        @Nullable String detail,
        Instant since,
        @Nullable Integer sweepRows,
        @Nullable Integer sweepTotal,
        @Nullable Instant lastSweepAt) {

    public boolean isWell() {
        return state.equals("OK");
    }
}
