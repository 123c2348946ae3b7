package dev.companion.poller.domain.sweep;

import java.time.Duration;

/**
 * The numbers of the confirmed sweep.
 *
 * @param confirmation what must confirm that a row that the list leaves out is gone
 * @param missesToBeGone complete sweeps in which a row must be absent, each time confirmed by a point read if there
 *     is one
 * @param proofWindow how old a "not there" may be when it is proved by another row that can be read
 * @param proofAfter time of asking after which such a proof is fetched even if there is more to ask
 * @param refusalPause how long a row that may not be read is not asked for again
 * @param rowReadsMax rows asked for in one sweep; the others wait for the next sweep
 * @param pagesMax pages after which a walk is considered endless
 */
public record SweepRules(
        Confirmation confirmation,
        int missesToBeGone,
        Duration proofWindow,
        Duration proofAfter,
        Duration refusalPause,
        int rowReadsMax,
        int pagesMax) {

    /** What confirms that a row is gone. */
    public enum Confirmation {
        /** The vendor says so about this row. */
        POINT_READ,
        /** In the last sweep that it takes, a second walk right after the first lists exactly the same rows. */
        DOUBLE_WALK
    }

    /** The rules of the service, for sweeps that are at least {@code base} apart. */
    public static SweepRules standard(Duration base) {
        return standard(Confirmation.POINT_READ, 2, base);
    }

    /** The rules for lists whose rows cannot be read one by one. */
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
                    "sweep rules: %d misses, %d row reads, %d pages, proof after %s in a window of %s (expected: counts at least 1, and a window at least as long as the time before a proof)"
                            .formatted(missesToBeGone, rowReadsMax, pagesMax, proofAfter, proofWindow));
        }
    }
}
