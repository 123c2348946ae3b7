package dev.companion.console.view;

import dev.companion.schemas.TenantKey;

/**
 * The tenant that a caller may see. Only signing in creates one, so no path, parameter or body of a request can choose
 * a tenant; an architecture test enforces that.
 */
public final class TenantScope {

    private final String tenantId;

    private TenantScope(String tenantId) {
        this.tenantId = tenantId;
    }

    /** @throws IllegalArgumentException if the platform's account uid cannot be part of a record key */
    public static TenantScope ofAccount(String accountUid) {
        if (!TenantKey.isId(accountUid)) {
            throw new IllegalArgumentException("account uid (expected: 1 to 200 of A-Z a-z 0-9 . _ : -)");
        }
        return new TenantScope(accountUid);
    }

    public String tenantId() {
        return tenantId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TenantScope that && tenantId.equals(that.tenantId);
    }

    @Override
    public int hashCode() {
        return tenantId.hashCode();
    }

    @Override
    public String toString() {
        return tenantId;
    }
}
