package dev.companion.poller.topology;

import dev.companion.pacing.HostPauses;
import dev.companion.poller.domain.SweepState;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * What all polls of a task share.
 *
 * @param hostPauses shared by all tasks
 * @param jitter -1 to 1
 */
record PollSurroundings(
        PollSettings settings,
        PollerStores stores,
        Out out,
        PollerMeters meters,
        Calls calls,
        Wake wake,
        HostPauses hostPauses,
        DoubleSupplier jitter) {

    /** Has one poll of a tenant looked at, no later than at this moment. */
    @FunctionalInterface
    interface Wake {
        void at(String tenant, Kind kind, Instant moment);
    }

    void save(String tenant, Kind kind, SweepState state) {
        stores.sweeps().put(PollerStores.sweepKey(tenant, kind), state);
    }
}
