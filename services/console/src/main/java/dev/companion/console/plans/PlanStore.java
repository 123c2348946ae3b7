package dev.companion.console.plans;

import dev.companion.console.domain.plan.Plan;
import dev.companion.console.view.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all tenants, in memory. A tenant has a bounded number of plans and of planned sites, and all tenants
 * together too: the oldest plan of the tenant with most sites is dropped. Reads never wait; changes of one tenant's plans
 * follow one another.
 */
public final class PlanStore {

    static final int PLANS_MAX = 20;
    static final int SITES_MAX = 25_000;
    static final int SITES_OF_ALL_MAX = 250_000;

    /** Making a plan compares names, so a tenant can make this many a minute. */
    static final int A_MINUTE_MAX = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, TenantPlans> tenants = new ConcurrentHashMap<>();

    /** The plans of one tenant; ids sort by the time at which they were made. */
    private static final class TenantPlans {

        private final ConcurrentSkipListMap<String, Plan> byId = new ConcurrentSkipListMap<>();
        private final Deque<Instant> madeAt = new ArrayDeque<>();
        private final Object changes = new Object();

        private int sites() {
            return byId.values().stream().mapToInt(plan -> plan.sites().size()).sum();
        }
    }

    /** Newest first. */
    public List<Plan> list(TenantScope tenant) {
        var plans = tenants.get(tenant.tenantId());
        return plans == null
                ? List.of()
                : List.copyOf(plans.byId.descendingMap().values());
    }

    public Optional<Plan> find(TenantScope tenant, String planId) {
        var plans = tenants.get(tenant.tenantId());
        return plans == null ? Optional.empty() : Optional.ofNullable(plans.byId.get(planId));
    }

    /** How long to wait until the tenant may make a plan; empty if it may now, and this counts as one. */
    Optional<Duration> begin(TenantScope tenant, Instant now) {
        var plans = of(tenant);
        synchronized (plans.madeAt) {
            while (!plans.madeAt.isEmpty()
                    && !plans.madeAt.getFirst().plus(MINUTE).isAfter(now)) {
                plans.madeAt.removeFirst();
            }
            if (plans.madeAt.size() >= A_MINUTE_MAX) {
                return Optional.of(Duration.between(now, plans.madeAt.getFirst().plus(MINUTE)));
            }
            plans.madeAt.addLast(now);
            return Optional.empty();
        }
    }

    void put(TenantScope tenant, Plan plan) {
        var plans = of(tenant);
        plans.byId.put(plan.id(), plan);
        while (plans.byId.size() > PLANS_MAX || plans.byId.size() > 1 && plans.sites() > SITES_MAX) {
            plans.byId.pollFirstEntry();
        }
        boundAll();
    }

    /** What was planned before the tenant was reset is erased. */
    void removeAll(TenantScope tenant) {
        of(tenant).byId.clear();
    }

    /** Calls this while no other change of the tenant's plans is made. */
    <T> T changing(TenantScope tenant, Supplier<T> change) {
        synchronized (of(tenant).changes) {
            return change.get();
        }
    }

    private synchronized void boundAll() {
        while (tenants.values().stream().mapToInt(TenantPlans::sites).sum() > SITES_OF_ALL_MAX) {
            @Nullable TenantPlans largest = null;
            for (var plans : tenants.values()) {
                if (largest == null || plans.sites() > largest.sites()) {
                    largest = plans;
                }
            }
            if (largest == null || largest.byId.pollFirstEntry() == null) {
                return;
            }
        }
    }

    private TenantPlans of(TenantScope tenant) {
        return tenants.computeIfAbsent(tenant.tenantId(), _ -> new TenantPlans());
    }
}
