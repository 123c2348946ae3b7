package dev.companion.provisioner.topology;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.provisioner.domain.ProvisioningController;
import dev.companion.provisioner.domain.ProvisioningInput;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.LinkScheduler;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.schedule.TenantErasures;
import dev.companion.provisioner.domain.schedule.TenantStates;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.runtime.DecisionService;
import dev.companion.runtime.InboundRecord;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.StateStores;
import dev.companion.runtime.TaskContext;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/** Tells the shell what the provisioner stores, how it decides, and how its records are translated. */
record ProvisioningService(Rules rules, Pacing pacing, ProvisioningMeters meters)
        implements DecisionService<ProvisioningInput, Emission> {

    @Override
    public String name() {
        return "provision";
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                StateStores.json(LinkScheduler.LINKS),
                StateStores.json(TenantStates.TENANTS),
                StateStores.json(TenantErasures.ERASURES));
    }

    @Override
    public Controller<ProvisioningInput, Emission> controller(Ledger ledger, TaskContext<ProvisioningInput> task) {
        return new ProvisioningController(ledger, rules, pacing);
    }

    @Override
    public Optional<ProvisioningInput> toInput(InboundRecord record) {
        return ProvisioningInputs.toDomain(record);
    }

    @Override
    public void write(Emission emission, OutboundRecords out, TaskContext<ProvisioningInput> task) {
        var now = out.now();
        switch (emission) {
            case Emission.CallPlanned planned ->
                out.call(
                        Topics.PROVISIONING_INTENTS,
                        key(planned.call().link()),
                        IntentRecords.toRecord(planned, now),
                        planned.alsoFor(),
                        planned.call().step().kind().effect());
            case Emission.InstallationLinkChanged changed ->
                out.put(Topics.INSTALLATION_LINKS, key(changed.site()), InstallationLinkRecords.toRecord(changed, now));
            case Emission.InstallationLinkRemoved removed ->
                out.tombstone(
                        Topics.INSTALLATION_LINKS, key(removed.site()), InstallationLinkRecords.removal(removed, now));
            case Emission.StatusChanged changed ->
                out.put(Topics.LINK_STATUSES, key(changed.link()), LinkStatusRecords.toRecord(changed, now));
            case Emission.StatusRemoved removed ->
                out.tombstone(Topics.LINK_STATUSES, key(removed.link()), LinkStatusRecords.removal(removed, now));
            case Emission.EventOccurred occurred ->
                out.put(
                        Topics.PROVISIONING_CHANGES,
                        key(occurred.link()),
                        ProvisioningChangeRecords.toRecord(occurred, now));
            case Emission.HealthChanged changed ->
                out.put(
                        Topics.API_HEALTH,
                        ApiHealthRecords.key(changed.tenantId(), changed.vendor()),
                        ApiHealthRecords.toRecord(changed, now));
            case Emission.TenantErased(var tenantId, var erasure) ->
                out.put(
                        Topics.TENANT_ERASURES,
                        ErasureRecords.key(tenantId),
                        ErasureRecords.toRecord(tenantId, erasure, now));
            case Emission.ErasureForgotten(var tenantId) ->
                out.tombstone(
                        Topics.TENANT_ERASURES, ErasureRecords.key(tenantId), ErasureRecords.removal(tenantId, now));
            case Emission.HealthRemoved(var tenantId, var vendor) ->
                out.tombstone(
                        Topics.API_HEALTH,
                        ApiHealthRecords.key(tenantId, vendor),
                        ApiHealthRecords.removal(tenantId, vendor, now));
        }
    }

    private static String key(LinkKey link) {
        return TenantKey.of(link.tenantId(), link.siteUid());
    }

    @Override
    public void decided(Controller<ProvisioningInput, Emission> controller, String taskId) {
        if (controller instanceof ProvisioningController provisioning) {
            meters.update(taskId, provisioning.counts());
        }
    }

    @Override
    public void closed(String taskId) {
        meters.remove(taskId);
    }
}
