package dev.companion.console.domain.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How calls of one service to one vendor succeed.
 *
 * @param service poller or provisioner
 * @param api DATTO_RMM or GRAVITYZONE
 * @param state OK, THROTTLED, FAILING, CREDENTIALS_REJECTED, PERMISSION_MISSING, or UNKNOWN before the first response
 * @param detail for people; null if the state is enough. With OK: what the key is not permitted to do, though it has
 *     the most important permissions
 * @param saidAt when the service said so; until the state changes or a quota fills up, it says nothing again
 * @param sweepRows rows seen by the sweep under way or just ended; null if there is none
 * @param sweepTotal rows that the vendor announced; null if it did not announce them
 * @param lastSweepAt end of the last complete sweep that was reported: the first one after each change of state, and
 *     each that a person requested; null before it
 * @param quotaUsed calls of all callers in the vendor's window; null if the vendor does not report it
 * @param quotaLimit calls that the window may hold; null if the vendor does not report it
 * @param suspicion why the last list that the vendor sent is not believed, for people; null if it is
 * @param verifiedAt every link whose ready status is not newer than {@code verifiedUntil} was read back at this time or
 *     later; null if this record does not say it
 * @param verifiedUntil null exactly if {@code verifiedAt} is
 * @param linkSearch how far the last search for earlier links has come; null if this record does not say it
 */
public record ApiHealth(
        String service,
        String api,
        String state,
        @Nullable String detail,
        Instant since,
        Instant saidAt,
        @Nullable Integer sweepRows,
        @Nullable Integer sweepTotal,
        @Nullable Instant lastSweepAt,
        @Nullable Integer quotaUsed,
        @Nullable Integer quotaLimit,
        @Nullable String suspicion,
        @Nullable Instant verifiedAt,
        @Nullable Instant verifiedUntil,
        @Nullable LinkSearch linkSearch) {

    /** Whether a sweep is in progress that takes long enough to be reported. */
    public boolean isReading() {
        return sweepRows != null && (sweepTotal == null ? isFirst() : sweepRows < sweepTotal || isFirst());
    }

    /** Whether no sweep has completed since the state last changed. */
    public boolean isFirst() {
        return lastSweepAt == null || lastSweepAt.isBefore(since);
    }

    /**
     * Whether the poller's key for Datto RMM lacks a permission. If sites are read nevertheless, it is an optional one,
     * such as listing users.
     */
    public boolean lacksPermission() {
        return service.equals("poller")
                && api.equals("DATTO_RMM")
                && (state.equals("PERMISSION_MISSING") || (state.equals("OK") && detail != null));
    }

    /** When all of these services had completed a sweep that began after this time; null if one has not. */
    public static @Nullable Instant sweptSince(Instant asked, List<ApiHealth> services) {
        var last = Instant.MIN;
        for (var service : services) {
            var end = service.lastSweepAt();
            if (end == null || end.isBefore(asked)) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return services.isEmpty() ? null : last;
    }
}
