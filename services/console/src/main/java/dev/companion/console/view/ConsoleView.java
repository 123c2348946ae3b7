package dev.companion.console.view;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every tenant's view. One thread feeds it; any number of threads read. */
public final class ConsoleView {

    private final ConcurrentHashMap<String, TenantView> tenants = new ConcurrentHashMap<>();
    private final ChangeListener listener;

    public ConsoleView(ChangeListener listener) {
        this.listener = listener;
    }

    /** The view of the caller's own tenant; empty but usable where nothing is known of it yet. */
    public TenantView of(TenantScope scope) {
        return fed(scope.tenantId());
    }

    /** For the feed alone, which learns the tenant from a record's key. */
    TenantView fed(String tenantId) {
        @Nullable TenantView known = tenants.get(tenantId);
        return known != null ? known : tenants.computeIfAbsent(tenantId, id -> new TenantView(id, listener));
    }
}
