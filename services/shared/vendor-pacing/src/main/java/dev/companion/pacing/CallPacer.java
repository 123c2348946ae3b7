package dev.companion.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One account's way to one vendor: how many calls each kind of operation may make now. A call belongs to one or several
 * lanes (such as all writes, and creations of variables), and needs room in each.
 *
 * <p>Three things teach it: a refusal for quota halves what its lanes let through, and holds everything for as long as
 * the vendor asked; the vendor's own count, where it tells one, leaves us what others do not use; and answers that the
 * vendor begins to hold back make us ask for that count. Not safe for use by several threads.
 *
 * @param <L> the vendor's kinds of operations that are limited apart
 */
public final class CallPacer<L extends Enum<L>> {

    /** Where the vendor begins to slow down is nine tenths, so that this is the most that all callers should use. */
    private static final double USED_AT_MOST = 0.85;

    private static final Duration COUNT_AGES = Duration.ofMinutes(15);

    /** Where others leave us less than our share, the count is asked for more often, to notice when they are gone. */
    private static final Duration COUNT_AGES_WHEN_TIGHT = Duration.ofMinutes(2);

    private static final Duration COUNT_NOT_SOONER = Duration.ofSeconds(60);

    /** A call that was let through. */
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

    /** When a call in these lanes may be sent, if no other is before; now where it may be. Unknown lanes are free. */
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

    /** Until when the vendor asked to send nothing at all; in the past where it did not. */
    public Instant pausedUntil() {
        return pausedUntil;
    }

    /** Notes that a call is sent now. The caller has seen that it may be. */
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

    /** The call is over, however it ended; a lost answer counts as one that comes now. */
    public void ended(Pass<L> pass, Instant now) {
        pass.leaves().forEach((kind, leaves) -> lane(kind).window.answered(leaves, now));
        heldBack |= slowAnswers.noticed(Duration.between(pass.sentAt(), now));
    }

    /**
     * A call in these lanes was refused for its quota: nothing at all is sent before {@code retryAfter} has passed.
     *
     * @param sentAt when the call was sent; what was under way when the limit was lowered lowers it no further
     */
    public void refused(Set<L> in, Instant sentAt, Duration retryAfter, Instant now) {
        in.stream().filter(lanes::containsKey).forEach(kind -> lane(kind).limit.refused(sentAt, now));
        pause(now.plus(retryAfter));
        countedAt = Instant.MIN;
    }

    /** Nothing is sent before then. Never shortens a pause. */
    public void pause(Instant until) {
        pausedUntil = later(pausedUntil, until);
    }

    /**
     * Whether the vendor's own count should be asked for before anything else is sent: at first, after a refusal, when
     * answers are held back, and now and then.
     */
    public boolean wantsCount(Instant now) {
        if (countedAt.equals(Instant.MIN)) {
            return true;
        }
        var tight = lanes.values().stream().anyMatch(lane -> lane.limit.isTight());
        var age = heldBack ? COUNT_NOT_SOONER : tight ? COUNT_AGES_WHEN_TIGHT : COUNT_AGES;
        return !countedAt.plus(age).isAfter(now);
    }

    /** The vendor is asked for its count now; the next question is some time away, whatever the answer. */
    public void askingForCount(Instant now) {
        countedAt = now;
    }

    /** The vendor tells no count, so that answers which it holds back are all the warning there is. */
    public void countUntold(Instant now) {
        if (heldBack) {
            heldBack = false;
            lanes.values().forEach(lane -> lane.limit.slowed(now));
        }
    }

    /**
     * The vendor's own count of one lane.
     *
     * @param limit calls that the vendor lets all callers together make in a window
     * @param count calls of all callers in the window that ends now, ours among them
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
