package dev.companion.poller.topology;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.pacing.HostPauses;
import dev.companion.poller.domain.PollController;
import dev.companion.poller.domain.polling.PollEmission;
import dev.companion.poller.domain.polling.PollInput;
import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.domain.polling.PollTables;
import dev.companion.runtime.DecisionService;
import dev.companion.runtime.InboundRecord;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.StateStores;
import dev.companion.runtime.TaskContext;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;

/** Runs a {@link PollController} for each task. */
final class PollerService implements DecisionService<PollInput, PollEmission> {

    private final PollSettings settings;
    private final VendorReads reads;
    private final PollerMeters meters;
    private final DoubleSupplier jitter;
    private final HostPauses hostPauses = new HostPauses();

    PollerService(PollSettings settings, VendorReads reads, PollerMeters meters, DoubleSupplier jitter) {
        this.settings = settings;
        this.reads = reads;
        this.meters = meters;
        this.jitter = jitter;
    }

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        var builders = new HashSet<StoreBuilder<?>>();
        PollTables.RECORDS.forEach(spec -> builders.add(StateStores.json(spec)));
        PollTables.ROWS.forEach(spec -> builders.add(StateStores.of(spec.name(), Serdes.ByteArray())));
        return builders;
    }

    /** A controller that replaces another one of the task knows nothing of its reads, so those that wait are not sent. */
    @Override
    public Controller<PollInput, PollEmission> controller(Ledger ledger, TaskContext<PollInput> task) {
        reads.closeTask(task.id());
        return new PollController(ledger, settings, hostPauses, jitter);
    }

    @Override
    public Optional<PollInput> toInput(InboundRecord record) {
        if (record.isOf(Topics.TENANTS)) {
            return Optional.of(TenantRecords.toTenant(record));
        }
        if (record.isOf(Topics.SECRETS)) {
            return TenantRecords.toCredential(record);
        }
        throw new IllegalArgumentException("record of topic " + record.topic());
    }

    @Override
    public void write(PollEmission emission, OutboundRecords out, TaskContext<PollInput> task) {
        var records = new EmissionWriter(out);
        switch (emission) {
            case PollEmission.SiteObserved(var tenant, var observation) -> records.site(tenant, observation);
            case PollEmission.UserObserved(var tenant, var observation) -> records.user(tenant, observation);
            case PollEmission.CompanyObserved(var tenant, var row) -> records.company(tenant, row);
            case PollEmission.PackageObserved(var tenant, var row) -> records.installationPackage(tenant, row);
            case PollEmission.RowForgotten(var tenant, var kind, var id) -> records.forgetRow(tenant, kind, id);
            case PollEmission.VariableFollowed(var tenant, var siteUid, var variable) ->
                records.variable(tenant, siteUid, variable);
            case PollEmission.VariableForgotten(var tenant, var siteUid) -> records.forgetVariable(tenant, siteUid);
            case PollEmission.HoldRaised raised -> records.hold(raised);
            case PollEmission.HoldLifted(var tenant, var kind) -> records.liftHold(tenant, kind);
            case PollEmission.HoldForgotten(var tenant, var kind) -> records.liftHold(tenant, kind);
            case PollEmission.TenantErased erased -> records.erased(erased);
            case PollEmission.ErasureForgotten(var tenant) -> records.forgetErasure(tenant);
            case PollEmission.HealthChanged changed -> records.health(changed);
            case PollEmission.HealthForgotten(var tenant, var vendor) -> records.forgetHealth(tenant, vendor);
            case PollEmission.ReadStarted(var read) -> out.afterCommit(() -> reads.start(read, task, out.now()));
            case PollEmission.ReadsCancelled(var tenant, var vendor) ->
                out.afterCommit(() -> reads.cancel(task.id(), tenant, vendor));
            case PollEmission.AccessEnded(var tenant, var vendor) ->
                out.afterCommit(() -> reads.close(task.id(), tenant, vendor));
            case PollEmission.CallEnded _,
                    PollEmission.RowsCounted _,
                    PollEmission.SweepEnded _,
                    PollEmission.TenantForgotten _ -> {
                // Only counted or logged.
            }
        }
        out.afterCommit(() -> {
            meters.count(emission);
            PollLog.log(emission);
        });
    }

    @Override
    public void decided(Controller<PollInput, PollEmission> controller, String taskId) {
        if (controller instanceof PollController polls) {
            meters.update(taskId, polls.unseenSince());
        }
    }

    @Override
    public void closed(String taskId) {
        reads.closeTask(taskId);
        meters.remove(taskId);
    }

    @Override
    public boolean sweeps() {
        return true;
    }

    /** Settings that change are applied at once. */
    @Override
    public Duration timerDelayMin() {
        return Duration.ofMillis(1);
    }
}
