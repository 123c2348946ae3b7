package dev.companion.provisioner.domain.schedule;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.emission.EmissionLog;
import dev.companion.provisioner.domain.step.Budget;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.ApiGate.Passage;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.tenant.TenantState;
import dev.companion.provisioner.domain.tenant.Verification;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings and gates of all tenants, and whether calls may be made for them. A copy in memory of the ledger. */
public final class TenantStates {

    public static final StoreSpec<TenantState> TENANTS = new StoreSpec<>("tenants", TenantState.class);

    /** The vendor whose health record also tells about the verification: the last thing read back is a site variable. */
    private static final Vendor VERIFIED_AT = Vendor.DATTO;

    private final Table<TenantState> stored;
    private final Pacer pacer;
    private final EmissionLog log;
    private final Map<String, TenantState> tenants = new HashMap<>();
    private final Map<String, Long> healthSequences = new HashMap<>();

    public TenantStates(Ledger ledger, Pacing pacing, EmissionLog log) {
        this.log = log;
        this.stored = ledger.table(TENANTS);
        this.pacer = new Pacer(pacing);
    }

    public void open(Instant now) {
        pacer.open(now);
        stored.forEach(tenants::put);
    }

    public @Nullable TenantState find(String tenantId) {
        return tenants.get(tenantId);
    }

    public @Nullable TenantSettings settings(String tenantId) {
        var tenant = tenants.get(tenantId);
        return tenant == null ? null : tenant.settings();
    }

    /** Stores new settings. Returns false if they are the stored ones. */
    public boolean put(TenantSettings settings, Instant now) {
        var before = tenants.get(settings.tenantId());
        if (before != null && before.settings().equals(settings)) {
            return false;
        }
        put(before, before == null ? TenantState.of(settings, now) : before.with(settings, now), now);
        return true;
    }

    /** Stores the new state, and publishes the health of each vendor if it changed for readers. */
    public void put(@Nullable TenantState before, TenantState after, Instant now) {
        if (after.equals(before)) {
            return;
        }
        var tenantId = after.settings().tenantId();
        var shown = after;
        for (var vendor : Vendor.values()) {
            var gate = after.gate(vendor);
            var old = before == null ? null : before.gate(vendor);
            var verification = vendor == VERIFIED_AT ? after.verified() : Verification.NONE;
            var verified = before == null || vendor != VERIFIED_AT ? Verification.NONE : before.verified();
            if (verification.differsForReaders(verified)
                    || (old == null ? gate.state() != ApiGate.State.OK : gate.differsForReaders(old))) {
                var sequence = healthSequences.merge(
                        tenantId + "|" + vendor, now.toEpochMilli(), (last, at) -> Math.max(last + 1, at));
                log.add(new Emission.HealthChanged(tenantId, vendor, gate, verification, sequence));
                shown = shown.showing(vendor);
            }
        }
        tenants.put(tenantId, shown);
        stored.put(tenantId, shown);
    }

    /** Deletes the tenant and the health of its vendors. */
    public void remove(String tenantId) {
        if (tenants.remove(tenantId) == null) {
            return;
        }
        stored.remove(tenantId);
        pacer.forget(tenantId);
        for (var vendor : Vendor.values()) {
            log.add(new Emission.HealthRemoved(tenantId, vendor));
        }
    }

    public boolean passable(TenantState tenant, Budget budget, Instant now) {
        var vendor = budget.vendor();
        return tenant.settings().revision(vendor) > 0
                && tenant.gate(vendor).passage(now) != Passage.NOTHING
                && pacer.allows(tenant.settings().tenantId(), budget, now);
    }

    /**
     * Returns when a call may be made if no outcome and no other call changes it; null while the vendor is not set up.
     */
    public @Nullable Instant passableAt(TenantState tenant, Budget budget, Instant now) {
        if (tenant.settings().revision(budget.vendor()) == 0) {
            return null;
        }
        var gate = tenant.gate(budget.vendor()).retryAt(now);
        var quota = pacer.readyAt(tenant.settings().tenantId(), budget, now);
        return gate.isAfter(quota) ? gate : quota;
    }

    public void charge(TenantState tenant, Budget budget, Instant now) {
        pacer.charge(tenant.settings().tenantId(), budget, now);
    }

    /** The vendor refused a call because of its rate limit. */
    public void refused(TenantState tenant, Budget budget, Instant plannedAt, Instant now) {
        pacer.refused(tenant.settings().tenantId(), budget, plannedAt, now);
    }
}
