package dev.companion.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Paces one account's calls to one vendor: how many calls of each kind may be sent now. A call belongs to one or
 * several lanes (such as all writes, and creations of variables) and needs room in each.
 *
 * <p>It learns from three things. A refusal because of quota halves the limits of the call's lanes and pauses all calls
 * for as long as the vendor asked. The vendor's own count, if it reports one, leaves us what other callers do not use.
 * Delayed answers make us ask for that count. Not thread-safe.
 *
 * @param <L> the kinds of operations that the vendor limits separately
 */
public final class CallPacer<L extends Enum<L>> {

    /** The vendor slows down from nine tenths on, so all callers together should use at most this. */
    private static final double USED_AT_MOST = 0.85;

    private static final Duration COUNT_AGES = Duration.ofMinutes(15);

    /** If other callers leave us less than our share, the count is asked for more often, to notice when they stop. */
    private static final Duration COUNT_AGES_WHEN_TIGHT = Duration.ofMinutes(2);

    private static final Duration COUNT_NOT_SOONER = Duration.ofSeconds(60);

    /** A call that was allowed. */
    public record Pass<L extends Enum<L>>(Instant sentAt, Map<L, Instant> leaves) {
        public Pass {
            leaves = Map.copyOf(leaves);
        }
    }

    private static final class Lane {
        final CallWindow window;
        final AdaptiveLimit limit;

        Lane(Quota quota, Instant now) {
            window = new CallWindow(quota, now);
            limit = new AdaptiveLimit(quota.calls(), quota.window(), now);
        }

        Instant opensAt(Instant now) {
            return window.below(limit.current(now), now);
        }
    }

    private final Map<L, Lane> lanes;
    private final SlowAnswers slowAnswers = new SlowAnswers();
    private Instant pausedUntil = Instant.MIN;
    private Instant countedAt = Instant.MIN;
    private boolean heldBack;

    /** @param quotas our share in each lane */
    public CallPacer(Class<L> kinds, Map<L, Quota> quotas, Instant now) {
        this.lanes = new EnumMap<>(kinds);
        quotas.forEach((lane, quota) -> lanes.put(lane, new Lane(quota, now)));
    }

    /**
     * Earliest time for a call in these lanes if no other call is sent before; {@code now} if there is room. A lane
     * without a quota has no limit.
     */
    public Instant opensAt(Set<L> in, Instant now) {
        var at = pausedUntil.isAfter(now) ? pausedUntil : now;
        for (var kind : in) {
            var lane = lanes.get(kind);
            if (lane != null) {
                at = later(at, lane.opensAt(now));
            }
        }
        return at;
    }

    /** End of the pause that the vendor asked for; in the past if there is none. */
    public Instant pausedUntil() {
        return pausedUntil;
    }

    /** Records that a call is sent now. The caller has checked that there is room. */
    public Pass<L> sent(Set<L> in, Instant now) {
        var leaves = new HashMap<L, Instant>();
        for (var kind : in) {
            var lane = lanes.get(kind);
            if (lane != null) {
                leaves.put(kind, lane.window.sent(now));
            }
        }
        return new Pass<>(now, leaves);
    }

    /** Records the end of a call, however it ended; a lost answer counts as an answer that arrives now. */
    public void ended(Pass<L> pass, Instant now) {
        pass.leaves().forEach((kind, leaves) -> lane(kind).window.answered(leaves, now));
        heldBack |= slowAnswers.noticed(Duration.between(pass.sentAt(), now));
    }

    /**
     * Records that a call in these lanes was refused because of quota. Nothing is sent before {@code retryAfter} has
     * passed.
     *
     * @param sentAt when the call was sent; calls that were in flight when the limit was lowered do not lower it again
     */
    public void refused(Set<L> in, Instant sentAt, Duration retryAfter, Instant now) {
        in.stream().filter(lanes::containsKey).forEach(kind -> lane(kind).limit.refused(sentAt, now));
        pause(now.plus(retryAfter));
        countedAt = Instant.MIN;
    }

    /** Sends nothing before then. Never shortens a pause. */
    public void pause(Instant until) {
        pausedUntil = later(pausedUntil, until);
    }

    /**
     * Whether the vendor's own count should be read before the next call: at first, after a refusal, when answers are
     * delayed, and at intervals.
     */
    public boolean wantsCount(Instant now) {
        if (countedAt.equals(Instant.MIN)) {
            return true;
        }
        var tight = lanes.values().stream().anyMatch(lane -> lane.limit.isTight());
        var age = heldBack ? COUNT_NOT_SOONER : tight ? COUNT_AGES_WHEN_TIGHT : COUNT_AGES;
        return !countedAt.plus(age).isAfter(now);
    }

    /**
     * Records that the vendor is asked for its count now; whatever it answers, the next question waits for an interval.
     */
    public void askingForCount(Instant now) {
        countedAt = now;
    }

    /** The vendor reports no count, so delayed answers are the only warning. */
    public void countUntold(Instant now) {
        if (heldBack) {
            heldBack = false;
            lanes.values().forEach(lane -> lane.limit.slowed(now));
        }
    }

    /**
     * Records the vendor's own count of one lane.
     *
     * @param limit calls per window that the vendor allows to all callers together
     * @param count calls of all callers in the window that ends now, including ours
     */
    public void counted(L kind, int limit, int count, Instant now) {
        var lane = lanes.get(kind);
        if (lane == null) {
            return;
        }
        heldBack = false;
        var others = Math.max(0, count - lane.window.sentByUs(now));
        lane.window.assumeNothing();
        lane.limit.leavesFree((int) (limit * USED_AT_MOST) - others);
    }

    private Lane lane(L kind) {
        var lane = lanes.get(kind);
        if (lane == null) {
            throw new IllegalArgumentException("a pass of another pacer: " + kind);
        }
        return lane;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
