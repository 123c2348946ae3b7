package dev.companion.poller.domain.gate;

/**
 * What all API clients together have used of a vendor's quota.
 *
 * @param used calls in the vendor's window
 * @param limit calls that the window may hold
 */
public record QuotaUse(int used, int limit) {

    private static final int TIGHT_ABOVE_PERCENT = 85;
    private static final int EASY_BELOW_PERCENT = 70;

    /** Whether the quota is tight now. Between the two bounds it stays what it was. */
    public boolean tight(boolean before) {
        var hundredfold = used * 100L;
        return before
                ? hundredfold >= (long) limit * EASY_BELOW_PERCENT
                : hundredfold > (long) limit * TIGHT_ABOVE_PERCENT;
    }
}
