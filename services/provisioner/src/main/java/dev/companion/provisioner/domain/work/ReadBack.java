package dev.companion.provisioner.domain.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells when a ready link was read back, and whether it has to be read again. */
public final class ReadBack {

    private ReadBack() {}

    /**
     * Returns a time at or after which both the package's link and the site variable were read and were as they must be;
     * null unless the published phase is ready. It is the time at which the older of both reads was planned, so the read
     * itself was later.
     */
    public static @Nullable Instant at(LinkState state) {
        var kit = state.kit();
        var variable = state.variable();
        if (!state.phaseIs(LinkStatus.Phase.READY) || kit == null || variable == null) {
            return null;
        }
        return earlier(orNever(kit.from()), orNever(variable.from()));
    }

    /**
     * Returns when a reading is due again: after the usual time, or at once if a person asked for a check since it was
     * planned.
     *
     * @param checkSince when a person last asked for a check; null for never
     */
    public static Instant due(Instant readAt, @Nullable Instant from, @Nullable Instant checkSince, Rules rules) {
        return checkSince != null && orNever(from).isBefore(checkSince)
                ? Instant.EPOCH
                : readAt.plus(rules.verifyEvery());
    }

    private static Instant orNever(@Nullable Instant from) {
        return from == null ? Instant.EPOCH : from;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
