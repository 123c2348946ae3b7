package dev.companion.simulation;

import dev.companion.mapper.domain.GravityZoneAccess;
import dev.companion.mapper.domain.Link;
import dev.companion.mapper.domain.RmmAccess;
import dev.companion.mapper.domain.TenantSettings;
import dev.companion.provisioner.domain.CompanyOrder;
import dev.companion.provisioner.domain.Desired;
import dev.companion.provisioner.domain.Emission;
import dev.companion.provisioner.domain.LinkKey;
import dev.companion.provisioner.domain.Outcome;
import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Pacing;
import dev.companion.provisioner.domain.PackageProfile;
import dev.companion.provisioner.domain.ProvisioningDesk;
import dev.companion.provisioner.domain.Rules;
import dev.companion.provisioner.domain.TenantFacts;
import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The provisioner's decisions with a copy of its state: records in, records out. */
final class ProvisionerOwner implements TaskOwner<WorkLedger> {

    private final WorkLedger ledger;
    private final ProvisioningDesk desk;
    private final Consumer<Entry> output;

    ProvisionerOwner(WorkLedger committed, Consumer<Entry> output, Instant now) {
        this.ledger = committed.copy();
        this.desk = new ProvisioningDesk(ledger, Rules.defaults(), Pacing.defaults());
        this.output = output;
        desk.open(now);
    }

    @Override
    public void take(Entry entry, Instant now) {
        var value = entry.value();
        switch (entry.topic()) {
            case LINKS ->
                write(
                        value == null
                                ? desk.forget(link(entry.key()), now)
                                : desk.wanted(link(entry.key()), desired((Link) value), now));
            case OUTCOMES -> {
                var key = link(entry.key());
                var before = ledger.work(key);
                var emissions = desk.outcome(key, (Outcome) value, now);
                var lesson = new Watch.Lesson(before, ledger.work(key), (Outcome) value);
                output.accept(new Entry(Topic.LESSONS, entry.key(), lesson));
                write(emissions);
            }
            case TENANTS -> write(desk.tenant(facts((TenantSettings) value), now));
            case COMPANIES ->
                write(desk.companyChanged(Simulation.TENANT, entry.key(), usable((SeenCompany) value), now));
            default -> throw new IllegalArgumentException("provisioner: " + entry.topic());
        }
    }

    private static boolean usable(@Nullable SeenCompany seen) {
        return seen != null && !Boolean.TRUE.equals(seen.suspended()) && !Boolean.FALSE.equals(seen.managedByPartner());
    }

    private void write(List<Emission> emissions) {
        for (var emission : emissions) {
            switch (emission) {
                case Emission.Planned(var call, var _, var _) ->
                    output.accept(new Entry(Topic.INTENTS, call.link().siteUid(), call));
                case Emission.Reported(var link, var report, var _, var _) ->
                    output.accept(new Entry(Topic.LINK_STATUSES, link.siteUid(), report));
                case Emission.Forgotten(var link) ->
                    output.accept(new Entry(Topic.LINK_STATUSES, link.siteUid(), null));
                case Emission.Happened happened ->
                    output.accept(new Entry(Topic.CHANGES, happened.link().siteUid(), happened));
                case Emission.HealthChanged _, Emission.HealthForgotten _ -> {}
            }
        }
    }

    private static LinkKey link(String siteUid) {
        return new LinkKey(Simulation.TENANT, siteUid);
    }

    static Desired desired(Link link) {
        return new Desired(
                link.generation(),
                link.wanted() == Link.Wanted.PRESENT,
                link.companyId(),
                link.companyName(),
                link.packageName(),
                profile(link.profile()),
                link.deletePackage(),
                order(link.companyOrder()),
                link.requestId());
    }

    private static @Nullable CompanyOrder order(dev.companion.mapper.domain.@Nullable CompanyOrder order) {
        return order == null
                ? null
                : new CompanyOrder(
                        CompanyOrder.Action.valueOf(order.action().name()),
                        order.companyId(),
                        order.companyName(),
                        order.parentId(),
                        order.endpoints(),
                        order.newName(),
                        order.decidedAt(),
                        order.requestId());
    }

    static PackageProfile profile(dev.companion.mapper.domain.PackageProfile profile) {
        return new PackageProfile(
                profile.advancedAntiExploit(),
                profile.advancedThreatControl(),
                profile.deviceControl(),
                profile.firewall(),
                profile.contentControl(),
                profile.networkAttackDefense(),
                profile.powerUser(),
                profile.edrSensor(),
                profile.patchManagement(),
                profile.exchangeProtection(),
                profile.fullDiskEncryption(),
                profile.removeCompetitors(),
                profile.language());
    }

    private static TenantFacts facts(TenantSettings tenant) {
        return new TenantFacts(
                Simulation.TENANT,
                tenant.paused(),
                Optional.ofNullable(tenant.gravityZone())
                        .map(GravityZoneAccess::rootCompanyId)
                        .orElse(null),
                Optional.ofNullable(tenant.gravityZone())
                        .map(GravityZoneAccess::revision)
                        .orElse(0L),
                Optional.ofNullable(tenant.rmm()).map(RmmAccess::revision).orElse(0L),
                !tenant.healing());
    }

    @Override
    public void tick(Instant now) {
        write(desk.tick(now));
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return desk.nextDue(now);
    }

    @Override
    public WorkLedger state() {
        return ledger.copy();
    }
}
