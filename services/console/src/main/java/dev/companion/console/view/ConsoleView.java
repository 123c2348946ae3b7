package dev.companion.console.view;

import dev.companion.console.domain.timeline.EntryBudget;
import dev.companion.console.domain.timeline.SiteTimelines;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The views of all tenants. One thread writes; any number of threads read. */
public final class ConsoleView {

    private final ConcurrentHashMap<String, TenantView> tenants = new ConcurrentHashMap<>();
    private final EntryBudget timelines = new EntryBudget(SiteTimelines.ALL_MAX);
    private final ChangeListener listener;

    public ConsoleView(ChangeListener listener) {
        this.listener = listener;
    }

    /** The view of the caller's own tenant; empty if there are no records of it yet. */
    public TenantView of(TenantScope scope) {
        return fed(scope.tenantId());
    }

    /** Only for the feed, which takes the tenant from a record's key. */
    TenantView fed(String tenantId) {
        @Nullable TenantView known = tenants.get(tenantId);
        return known != null ? known : tenants.computeIfAbsent(tenantId, id -> new TenantView(id, timelines, listener));
    }
}
