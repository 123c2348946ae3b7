package dev.companion.simulation;

import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.settings.GravityZoneAccess;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.provisioner.domain.ProvisioningController;
import dev.companion.provisioner.domain.ProvisioningInput.CallEnded;
import dev.companion.provisioner.domain.ProvisioningInput.CompanyObserved;
import dev.companion.provisioner.domain.ProvisioningInput.LinkChanged;
import dev.companion.provisioner.domain.ProvisioningInput.LinkRemoved;
import dev.companion.provisioner.domain.ProvisioningInput.LinksReadUntilReset;
import dev.companion.provisioner.domain.ProvisioningInput.TenantChanged;
import dev.companion.provisioner.domain.ProvisioningInput.TenantRemoved;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The provisioner's decisions with a copy of its state: records in, records out. */
final class ProvisionerOwner implements TaskOwner<ProvisionerState> {

    private static final String NAME = "provisioner";

    private final ProvisionerState state;
    private final Ledger ledger;
    private final ProvisioningController controller;
    private final Consumer<Entry> output;

    ProvisionerOwner(ProvisionerState committed, Consumer<Entry> output, Instant now) {
        this.state = committed.copy();
        this.ledger = new Ledger(state);
        this.controller = new ProvisioningController(ledger, Rules.defaults(), Pacing.defaults());
        this.output = output;
        controller.open(now);
        ledger.commit();
    }

    @Override
    public void take(Entry entry, Instant now) {
        var value = entry.value();
        switch (entry.topic()) {
            case LINKS ->
                write(
                        value == null
                                ? controller.on(new LinkRemoved(link(entry.key())), now)
                                : controller.on(new LinkChanged(link(entry.key()), spec((Link) value)), now));
            case OUTCOMES -> {
                var key = link(entry.key());
                var before = state.state(key);
                var emissions = controller.on(new CallEnded(key, (Outcome) value), now);
                ledger.commit();
                var lesson = new Watch.Lesson(before, state.state(key), (Outcome) value);
                output.accept(new Entry(Topic.LESSONS, entry.key(), lesson));
                write(emissions);
            }
            case TENANTS ->
                write(controller.on(
                        value == null
                                ? new TenantRemoved(Simulation.TENANT)
                                : new TenantChanged(
                                        settings((dev.companion.mapper.domain.settings.TenantSettings) value)),
                        now));
            case LINK_MARKS ->
                write(controller.on(
                        new LinksReadUntilReset(Simulation.TENANT, ((SimulatedLog.Mark) value).requestId()), now));
            case COMPANIES ->
                write(controller.on(
                        new CompanyObserved(Simulation.TENANT, entry.key(), usable((SeenCompany) value)), now));
            default -> throw new IllegalArgumentException("provisioner: " + entry.topic());
        }
    }

    private static boolean usable(@Nullable SeenCompany seen) {
        return seen != null && !Boolean.TRUE.equals(seen.suspended()) && !Boolean.FALSE.equals(seen.managedByPartner());
    }

    private void write(List<Emission> emissions) {
        ledger.commit();
        for (var emission : emissions) {
            switch (emission) {
                case Emission.CallPlanned(var call, var _, var _, var _) ->
                    output.accept(new Entry(Topic.INTENTS, call.link().siteUid(), call));
                case Emission.StatusChanged(var link, var report, var _, var _, var _) ->
                    output.accept(new Entry(Topic.LINK_STATUSES, link.siteUid(), report));
                case Emission.StatusRemoved(var link, var _, var _) ->
                    output.accept(new Entry(Topic.LINK_STATUSES, link.siteUid(), null));
                case Emission.EventOccurred happened ->
                    output.accept(new Entry(Topic.CHANGES, happened.link().siteUid(), happened));
                case Emission.InstallationLinkChanged(var site, var link, var _, var _) ->
                    output.accept(new Entry(Topic.INSTALLATION_LINKS, site.siteUid(), link));
                case Emission.InstallationLinkRemoved(var site, var _, var _) ->
                    output.accept(new Entry(Topic.INSTALLATION_LINKS, site.siteUid(), null));
                case Emission.TenantErased(var tenant, var erasure) ->
                    output.accept(new Entry(
                            Topic.ERASURES,
                            NAME,
                            new ErasureReported(tenant, NAME, String.valueOf(erasure.requestId()), Map.of())));
                case Emission.ErasureForgotten _ -> output.accept(new Entry(Topic.ERASURES, NAME, null));
                case Emission.HealthChanged _, Emission.HealthRemoved _ -> {}
            }
        }
    }

    private static LinkKey link(String siteUid) {
        return new LinkKey(Simulation.TENANT, siteUid);
    }

    static LinkSpec spec(Link link) {
        return new LinkSpec(
                link.generation(),
                link.wanted() == Link.Wanted.PRESENT,
                link.companyId(),
                link.companyName(),
                link.spec().packageName(),
                link.profile(),
                link.spec().deletePackage(),
                order(link.companyOrder()),
                link.requestId());
    }

    private static @Nullable CompanyOrder order(dev.companion.mapper.domain.link.@Nullable CompanyOrder order) {
        return order == null
                ? null
                : new CompanyOrder(
                        order.action(),
                        order.companyId(),
                        order.companyName(),
                        order.parentId(),
                        order.endpoints(),
                        order.newName(),
                        order.decidedAt(),
                        order.requestId());
    }

    private static TenantSettings settings(dev.companion.mapper.domain.settings.TenantSettings tenant) {
        return new TenantSettings(
                Simulation.TENANT,
                tenant.paused(),
                Optional.ofNullable(tenant.gravityZone())
                        .map(GravityZoneAccess::rootCompanyId)
                        .orElse(null),
                Optional.ofNullable(tenant.gravityZone())
                        .map(GravityZoneAccess::revision)
                        .orElse(0L),
                Optional.ofNullable(tenant.rmm()).map(RmmAccess::revision).orElse(0L),
                tenant.healing(),
                null,
                tenant.reset() == null ? null : tenant.reset().requestId());
    }

    @Override
    public void tick(Instant now) {
        write(controller.tick(now));
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return controller.nextDue(now);
    }

    @Override
    public ProvisionerState state() {
        return state.copy();
    }
}
