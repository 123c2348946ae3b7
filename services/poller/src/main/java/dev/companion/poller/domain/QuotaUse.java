package dev.companion.poller.domain;

/**
 * What all callers together have used of a vendor's quota.
 *
 * @param used calls in the vendor's window
 * @param limit calls that the window may hold
 */
public record QuotaUse(int used, int limit) {

    private static final int TIGHT_ABOVE_PERCENT = 85;
    private static final int EASY_BELOW_PERCENT = 70;

    /** Whether the quota is tight now. What lies between the two bounds is what it was before. */
    public boolean tight(boolean before) {
        var hundredfold = used * 100L;
        return before
                ? hundredfold >= (long) limit * EASY_BELOW_PERCENT
                : hundredfold > (long) limit * TIGHT_ABOVE_PERCENT;
    }
}
