package dev.companion.provisioner.domain.schedule;

import dev.companion.pacing.CallPacer;
import dev.companion.provisioner.domain.step.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Charges every call to the budgets of its tenant. No call is planned that they do not allow. */
final class Pacer {

    private final Pacing pacing;
    private final Map<String, CallPacer<Budget>> tenants = new HashMap<>();

    /** Who called before this desk did so before it was opened: no later window need be taken for full. */
    private @Nullable Instant openedAt;

    Pacer(Pacing pacing) {
        this.pacing = pacing;
    }

    void open(Instant now) {
        openedAt = now;
    }

    boolean allows(String tenantId, Budget budget, Instant now) {
        return !readyAt(tenantId, budget, now).isAfter(now);
    }

    /** When a call may be charged, if no other is before; now where it may be. */
    Instant readyAt(String tenantId, Budget budget, Instant now) {
        return of(tenantId, now).opensAt(charged(budget), now);
    }

    void charge(String tenantId, Budget budget, Instant now) {
        of(tenantId, now).sent(charged(budget), now);
    }

    /** The vendor refused a call for its quota, so that less may be planned for a while. The pause is the gate's. */
    void refused(String tenantId, Budget budget, Instant plannedAt, Instant now) {
        of(tenantId, now).refused(charged(budget), plannedAt, Duration.ZERO, now);
    }

    void forget(String tenantId) {
        tenants.remove(tenantId);
        // Should the tenant come back, nothing is known of what was just sent for it.
        openedAt = null;
    }

    private CallPacer<Budget> of(String tenantId, Instant now) {
        var since = openedAt == null ? now : openedAt;
        return tenants.computeIfAbsent(tenantId, _ -> new CallPacer<>(Budget.class, pacing.plannedQuotas(), since));
    }

    private static Set<Budget> charged(Budget budget) {
        return budget == Budget.GRAVITYZONE_CREATE
                ? EnumSet.of(Budget.GRAVITYZONE, Budget.GRAVITYZONE_CREATE)
                : EnumSet.of(budget);
    }
}
