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

    /** Calls of an earlier owner ended before this time, so no later window counts as full. */
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

    /** Returns when a call may be charged if no other is charged before; {@code now} if it may be charged at once. */
    Instant readyAt(String tenantId, Budget budget, Instant now) {
        return of(tenantId, now).opensAt(charged(budget), now);
    }

    void charge(String tenantId, Budget budget, Instant now) {
        of(tenantId, now).sent(charged(budget), now);
    }

    /**
     * The vendor refused a call because of its rate limit, so less is planned for a while. The gate keeps the pause.
     */
    void refused(String tenantId, Budget budget, Instant plannedAt, Instant now) {
        of(tenantId, now).refused(charged(budget), plannedAt, Duration.ZERO, now);
    }

    void forget(String tenantId) {
        tenants.remove(tenantId);
        // If the tenant comes back, nothing is known of what was just sent for it.
        openedAt = null;
    }

    private CallPacer<Budget> of(String tenantId, Instant now) {
        var since = openedAt == null ? now : openedAt;
        return tenants.computeIfAbsent(tenantId, _ -> new CallPacer<>(Budget.class, pacing.plannedQuotas(), since));
    }

    private static Set<Budget> charged(Budget budget) {
        return switch (budget) {
            case GRAVITYZONE_CREATE -> EnumSet.of(Budget.GRAVITYZONE, Budget.GRAVITYZONE_CREATE);
            case DATTO_VERIFY -> EnumSet.of(Budget.DATTO_READ, Budget.DATTO_VERIFY);
            case GRAVITYZONE, DATTO_READ, DATTO_WRITE -> EnumSet.of(budget);
        };
    }
}
