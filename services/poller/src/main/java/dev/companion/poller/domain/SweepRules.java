package dev.companion.poller.domain;

import java.time.Duration;

/**
 * The numbers of the confirmed sweep.
 *
 * @param confirmation what must bear out that a row is gone which the list leaves out
 * @param missesToBeGone complete sweeps in which a row must be absent, confirmed by a point read each time where there
 *     is one
 * @param proofWindow how old a "not there" may be when another row reads well and thereby proves it
 * @param proofAfter after how long of asking such a proof is fetched even if there is more to ask
 * @param refusalPause for how long a row that may not be read is not asked for again
 * @param rowReadsMax rows asked for in one sweep; the rest waits for the next
 * @param pagesMax pages after which a walk is taken for endless
 */
public record SweepRules(
        Confirmation confirmation,
        int missesToBeGone,
        Duration proofWindow,
        Duration proofAfter,
        Duration refusalPause,
        int rowReadsMax,
        int pagesMax) {

    /** What bears out that a row is gone. */
    public enum Confirmation {
        /** The vendor says so of this very row. */
        POINT_READ,
        /** A second walk, right after that of the last sweep it takes, lists exactly the same rows. */
        DOUBLE_WALK
    }

    /** The rules that the service runs by, for sweeps that are at least {@code base} apart. */
    public static SweepRules standard(Duration base) {
        return standard(Confirmation.POINT_READ, 2, base);
    }

    /** Those for lists whose rows cannot be asked for one by one. */
    public static SweepRules withoutPointRead(Duration base) {
        return standard(Confirmation.DOUBLE_WALK, 3, base);
    }

    private static SweepRules standard(Confirmation confirmation, int missesToBeGone, Duration base) {
        return new SweepRules(
                confirmation,
                missesToBeGone,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                base.multipliedBy(SweepSchedule.SLOWEST),
                50,
                10_000);
    }

    public SweepRules {
        if (missesToBeGone < 1 || rowReadsMax < 1 || pagesMax < 1 || proofAfter.compareTo(proofWindow) > 0) {
            throw new IllegalArgumentException(
                    "sweep rules: %d misses, %d row reads, %d pages, proof after %s in a window of %s (expected: each at least 1, and a window that is the longer)"
                            .formatted(missesToBeGone, rowReadsMax, pagesMax, proofAfter, proofWindow));
        }
    }
}
