package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.ApiGate.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of each tenant, and whether calls may be made for it. A copy in memory of what the ledger holds. */
final class TenantBook {

    private final Ledger ledger;
    private final Pacer pacer;
    private final Map<String, TenantState> tenants = new HashMap<>();
    private final Map<String, Long> healthSequences = new HashMap<>();

    TenantBook(Ledger ledger, Pacing pacing) {
        this.ledger = ledger;
        this.pacer = new Pacer(pacing);
    }

    void open(Instant now) {
        pacer.open(now);
        ledger.eachTenant(tenant -> tenants.put(tenant.facts().tenantId(), tenant));
    }

    @Nullable TenantState find(String tenantId) {
        return tenants.get(tenantId);
    }

    @Nullable TenantFacts facts(String tenantId) {
        var tenant = tenants.get(tenantId);
        return tenant == null ? null : tenant.facts();
    }

    /** Answers what is to be said of the vendors now. */
    List<Emission> keep(@Nullable TenantState before, TenantState after, Instant now) {
        if (after.equals(before)) {
            return List.of();
        }
        var tenantId = after.facts().tenantId();
        tenants.put(tenantId, after);
        ledger.put(after);
        var news = new ArrayList<Emission>();
        for (var vendor : Vendor.values()) {
            var gate = after.gate(vendor);
            var old = before == null ? null : before.gate(vendor);
            if (old == null ? gate.state() != ApiGate.State.OK : gate.saysOtherThan(old)) {
                var sequence = healthSequences.merge(
                        tenantId + "|" + vendor, now.toEpochMilli(), (last, at) -> Math.max(last + 1, at));
                news.add(new Emission.HealthChanged(tenantId, vendor, gate, sequence));
            }
        }
        return news;
    }

    List<Emission> forget(String tenantId) {
        if (tenants.remove(tenantId) == null) {
            return List.of();
        }
        ledger.removeTenant(tenantId);
        pacer.forget(tenantId);
        var news = new ArrayList<Emission>();
        for (var vendor : Vendor.values()) {
            news.add(new Emission.HealthForgotten(tenantId, vendor));
        }
        return news;
    }

    boolean passable(TenantState tenant, Budget budget, Instant now) {
        var vendor = budget.vendor();
        return tenant.facts().revision(vendor) > 0
                && tenant.gate(vendor).passage(now) != Passage.NOTHING
                && pacer.allows(tenant.facts().tenantId(), budget, now);
    }

    /** When a call may be made, if no outcome and no other call changes it; null while the vendor is not set up. */
    @Nullable Instant passableAt(TenantState tenant, Budget budget, Instant now) {
        if (tenant.facts().revision(budget.vendor()) == 0) {
            return null;
        }
        var gate = tenant.gate(budget.vendor()).opensAt(now);
        var quota = pacer.readyAt(tenant.facts().tenantId(), budget, now);
        return gate.isAfter(quota) ? gate : quota;
    }

    void charge(TenantState tenant, Budget budget, Instant now) {
        pacer.charge(tenant.facts().tenantId(), budget, now);
    }

    /** The vendor refused a call for its quota. */
    void refused(TenantState tenant, Budget budget, Instant plannedAt, Instant now) {
        pacer.refused(tenant.facts().tenantId(), budget, plannedAt, now);
    }
}
