package dev.companion.gravityzone;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.Quota;
import java.time.Instant;
import java.util.Map;

/**
 * The part of a key's quota that one service uses at most. The platform reports no count, so only refusals can lower
 * it.
 *
 * @param callsPerSecond of the key's 10
 * @param creationsPerSecond companies created, included in those calls; the platform counts them in a slower class
 */
public record GravityZoneShare(double callsPerSecond, double creationsPerSecond) {

    /** The limit that the vendor documents for calls about licences. */
    private static final double LICENSING_PER_SECOND = 5;

    public CallPacer<GravityZoneLane> pacer(Instant now) {
        return new CallPacer<>(
                GravityZoneLane.class,
                Map.of(
                        GravityZoneLane.ALL, Quota.perSecond(callsPerSecond),
                        GravityZoneLane.LICENSING, Quota.perSecond(Math.min(callsPerSecond, LICENSING_PER_SECOND)),
                        GravityZoneLane.CREATE_COMPANY, Quota.perSecond(creationsPerSecond)),
                now);
    }
}
