package dev.companion.schemas;

import java.util.Optional;

/**
 * The tombstone by which the mapper marks, in the topic of links, where it accepted the reset of a tenant. Links and tenants are
 * two topics, so only this mark tells the provisioner that it has read all links from before the reset. Its key names no site.
 */
public final class ResetMark {

    private static final String ENTITY = "reset";
    private static final String EVENT = "reset:";

    private ResetMark() {}

    public static String keyOf(String tenantId) {
        return TenantKey.of(tenantId, ENTITY);
    }

    /** The event id that its headers carry. */
    public static String eventId(String requestId) {
        return EVENT + requestId;
    }

    /**
     * Returns the request that resets the tenant; empty if the tombstone is not such a mark.
     *
     * @param eventId from the headers of the tombstone; empty if it has none
     */
    public static Optional<String> requestId(String key, Optional<String> eventId) {
        return eventId.filter(id -> TenantKey.entityOf(key).equals(ENTITY) && id.startsWith(EVENT))
                .map(id -> id.substring(EVENT.length()));
    }
}
