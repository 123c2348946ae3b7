package dev.companion.console.domain.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A GravityZone company as last observed. Nullable fields are null if GravityZone does not report them.
 *
 * @param parentId the company or container above it
 * @param path names of the companies above it, from the root down
 * @param observedAt when this state was first observed
 */
public record Company(
        String id,
        String name,
        Type type,
        @Nullable Boolean suspended,
        @Nullable Boolean managedByPartner,
        @Nullable String parentId,
        @Nullable String path,
        @Nullable Instant createdAt,
        Instant observedAt) {

    public enum Type {
        UNKNOWN,
        PARTNER,
        CUSTOMER
    }

    /** Whether the company can be linked at all, whether or not it is linked to another site. */
    public boolean isUsable() {
        return type == Type.CUSTOMER && !isSuspended() && !Boolean.FALSE.equals(managedByPartner);
    }

    /** Whether it is known to be suspended. */
    public boolean isSuspended() {
        return Boolean.TRUE.equals(suspended);
    }
}
