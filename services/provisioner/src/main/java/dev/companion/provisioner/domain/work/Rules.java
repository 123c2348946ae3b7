package dev.companion.provisioner.domain.work;

import java.time.Duration;
import java.util.List;

/**
 * The times and limits of provisioning.
 *
 * @param deadline from planning a call to the time at which it has certainly ended or will never start
 * @param deadlineGrace how much longer an outcome is waited for, since publishing it takes a moment
 * @param unknownGrace least time between the two complete finds that prove that a creation with an unknown outcome did
 *     not happen
 * @param unknownPatience how long an unknown outcome delays the end of an unlinked link
 * @param nameTakenGrace least time between the two complete finds that prove that a taken name is not visible here
 * @param precheckMaxAge maximum age of a proof of absence when something is created
 * @param verifyEvery how often a ready link's package link and site variable are read again
 * @param recheckEvery how often a blocked link is read again
 * @param inFlightMax running calls of one tenant
 */
public record Rules(
        Duration deadline,
        Duration deadlineGrace,
        Duration unknownGrace,
        Duration unknownPatience,
        Duration nameTakenGrace,
        Duration precheckMaxAge,
        Duration verifyEvery,
        Duration recheckEvery,
        int inFlightMax) {

    /** A company created up to this much before our proof of absence still counts as created later: clocks differ. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    /** A company created later than this after a call's outcome became unknown was not created by that call. */
    public static final Duration TAKES_EFFECT_WITHIN = CLOCK_TOLERANCE.plusMinutes(3);

    /** How long a package may be missing from answers after it was created or seen. */
    public static final Duration PACKAGE_SETTLES = Duration.ofMinutes(1);

    /** Calls about a company that did not read back before the order is refused. */
    public static final int ORDER_SENDS_MAX = 3;

    /** Updates or deletions of a package that did not read back before the link is blocked. */
    public static final int PACKAGE_WRITES_MAX = 3;

    /** Writes and deletions of the variable that did not read back before the link is blocked. */
    public static final int WRITES_MAX = 5;

    /** Refusals of a package's name, without the package being listed, before the link is blocked. */
    public static final int PACKAGE_REFUSALS_MAX = 4;

    private static final List<Integer> DOUBT_SECONDS = List.of(2, 5, 10, 30);
    private static final List<Integer> FAILURE_SECONDS = List.of(2, 5, 10, 30, 60);
    private static final List<Integer> KIT_SECONDS = List.of(1, 1, 1, 1, 2, 3, 5, 10);
    private static final int DOUBT_FINDS_OFTEN = 30;

    public static Rules defaults() {
        return new Rules(
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                16);
    }

    /** Pause before the next find for an unknown outcome, by the finds so far; rare after a quarter of an hour. */
    public Duration unknownPause(int finds) {
        return finds > DOUBT_FINDS_OFTEN ? Duration.ofMinutes(5) : pause(DOUBT_SECONDS, finds);
    }

    public Duration failurePause(int failures) {
        return pause(FAILURE_SECONDS, failures);
    }

    public Duration kitPause(int polls) {
        return pause(KIT_SECONDS, polls);
    }

    private static Duration pause(List<Integer> seconds, int count) {
        return Duration.ofSeconds(seconds.get(Math.min(count, seconds.size() - 1)));
    }
}
