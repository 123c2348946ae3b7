package dev.companion.poller.domain.polling;

import dev.companion.pacing.HostPauses;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What all polls of a task share.
 *
 * @param emissions takes what a decision publishes, in order
 * @param hostPauses shared by all tasks
 * @param jitter -1 to 1, so tenants spread out
 */
public record PollContext(
        PollSettings settings,
        PollTables tables,
        Consumer<PollEmission> emissions,
        OutstandingReads reads,
        Wake wake,
        HostPauses hostPauses,
        DoubleSupplier jitter) {

    /** Schedules one poll of a tenant. */
    @FunctionalInterface
    public interface Wake {
        void at(String tenant, PollKind kind, Instant moment);
    }

    void emit(PollEmission emission) {
        emissions.accept(emission);
    }
}
