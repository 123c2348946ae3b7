package dev.companion.datto;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.Quota;
import java.time.Instant;
import java.util.Map;

/**
 * The part of an account's quota that one service uses at most. The platform's own count may leave it less.
 *
 * @param readsPerMinute of the account's 600
 * @param writesPerMinute of each kind of write, of the account's 100
 */
public record DattoShare(int readsPerMinute, int writesPerMinute) {

    /** All kinds of writes together are counted as well, with six times the limit. */
    private static final int KINDS = 6;

    public CallPacer<DattoLane> pacer(Instant now) {
        var write = Quota.perMinute(writesPerMinute);
        return new CallPacer<>(
                DattoLane.class,
                Map.of(
                        DattoLane.READ, Quota.perMinute(readsPerMinute),
                        DattoLane.WRITE, Quota.perMinute(Math.multiplyExact(writesPerMinute, KINDS)),
                        DattoLane.SITE_VARIABLE_CREATE, write,
                        DattoLane.SITE_VARIABLE_UPDATE, write,
                        DattoLane.SITE_VARIABLE_DELETE, write),
                now);
    }
}
