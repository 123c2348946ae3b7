package dev.companion.console.security;

import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantScope;
import dev.companion.schemas.TenantKey;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Binds each tenant to the origin of its saved Datto RMM address. What another origin says about the account does not count,
 * even if its host is allowed; otherwise every allowed host could sign in as every tenant.
 */
public final class TenantOrigins {

    private final ConsoleView view;
    private final Map<String, String> moved;

    private TenantOrigins(ConsoleView view, Map<String, String> moved) {
        this.view = view;
        this.moved = Map.copyOf(moved);
    }

    /**
     * @param movedAccounts {@code accountUid=origin} for each account that Datto has moved to another platform
     * @throws IllegalArgumentException if an entry has another form
     */
    public static TenantOrigins of(ConsoleView view, Collection<String> movedAccounts) {
        var moved = new HashMap<String, String>();
        for (var entry : movedAccounts) {
            var parts = entry.strip().split("=", 2);
            if (parts.length != 2
                    || !TenantKey.isId(parts[0].strip())
                    || !(Origin.of(parts[1]) instanceof Found<Origin>(var origin))) {
                if (entry.isBlank()) {
                    continue;
                }
                throw new IllegalArgumentException(
                        "companion.console.moved-accounts: %s (expected: accountUid=https://host, comma-separated)"
                                .formatted(entry));
            }
            moved.put(parts[0].strip(), origin.toString());
        }
        return new TenantOrigins(view, moved);
    }

    /**
     * Whether a normalised address may speak for an account: it is the saved one, none is saved yet, or the operator says
     * that the account has moved there.
     */
    public boolean speaksFor(TenantScope tenant, String apiUrl) {
        return saved(tenant).map(apiUrl::equals).orElse(true) || hasMovedTo(tenant, apiUrl);
    }

    /** As {@link #speaksFor}, but false if no address is saved yet. */
    public boolean isBoundTo(TenantScope tenant, String apiUrl) {
        return saved(tenant).map(apiUrl::equals).orElse(false) || hasMovedTo(tenant, apiUrl);
    }

    /** Whether the operator says that the account has moved to this normalised address. */
    public boolean hasMovedTo(TenantScope tenant, String apiUrl) {
        return apiUrl.equals(moved.get(tenant.tenantId()));
    }

    private Optional<String> saved(TenantScope tenant) {
        return view.of(tenant).settings().map(TenantSettings::rmm).map(TenantSettings.Rmm::apiUrl);
    }
}
