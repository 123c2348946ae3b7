package dev.companion.provisioner.domain;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Charges every call to the budgets of its tenant. No call is planned that they do not allow. */
final class Pacer {

    private final Pacing pacing;
    private final Map<String, Map<Budget, TokenBucket>> tenants = new HashMap<>();

    Pacer(Pacing pacing) {
        this.pacing = pacing;
    }

    boolean allows(String tenantId, Budget budget, Instant now) {
        return charged(budget).stream()
                .allMatch(each -> bucket(tenantId, each, now).holds(now));
    }

    /** When a call may be charged, if no other is before. */
    Instant readyAt(String tenantId, Budget budget, Instant now) {
        return charged(budget).stream()
                .map(each -> bucket(tenantId, each, now).readyAt(now))
                .max(Instant::compareTo)
                .orElse(now);
    }

    void charge(String tenantId, Budget budget, Instant now) {
        charged(budget).forEach(each -> bucket(tenantId, each, now).take(now));
    }

    void forget(String tenantId) {
        tenants.remove(tenantId);
    }

    private TokenBucket bucket(String tenantId, Budget budget, Instant now) {
        return tenants.computeIfAbsent(tenantId, _ -> new EnumMap<>(Budget.class))
                .computeIfAbsent(budget, each -> new TokenBucket(rate(each), now));
    }

    private Rate rate(Budget budget) {
        return switch (budget) {
            case GRAVITYZONE -> pacing.gravityZone();
            case GRAVITYZONE_CREATE -> pacing.gravityZoneCreate();
            case DATTO_READ -> pacing.dattoRead();
            case DATTO_WRITE -> pacing.dattoWrite();
        };
    }

    private static Set<Budget> charged(Budget budget) {
        return budget == Budget.GRAVITYZONE_CREATE
                ? EnumSet.of(Budget.GRAVITYZONE, Budget.GRAVITYZONE_CREATE)
                : EnumSet.of(budget);
    }
}
