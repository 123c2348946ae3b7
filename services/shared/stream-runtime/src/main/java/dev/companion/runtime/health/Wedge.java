package dev.companion.runtime.health;

import java.time.Duration;

/**
 * Recognizes streams that will never work again without a restart although nothing fails: they have been rebalancing
 * for a long time without restoring anything, while the broker answered and no thread failed. What another system
 * causes is no wedge, because a restart does not help there.
 */
public final class Wedge {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private long since;
    private long restoring = -1;
    private boolean counting;

    /**
     * Called every few seconds.
     *
     * @param rebalancing whether that is the state of the streams
     * @param blameless whether the broker answers and no thread has failed lately
     * @param restoring records that are still to be restored
     * @param now nanoseconds of a clock that never goes back
     * @return whether only a restart helps
     */
    public synchronized boolean isStuck(boolean rebalancing, boolean blameless, long restoring, long now) {
        var sameAsBefore = counting && restoring == this.restoring;
        this.restoring = restoring;
        if (!rebalancing || !blameless) {
            counting = false;
            return false;
        }
        if (!sameAsBefore) {
            counting = true;
            since = now;
        }
        return now - since >= PATIENCE.toNanos();
    }
}
