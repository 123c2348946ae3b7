package dev.companion.mapper.domain;

import org.jspecify.annotations.Nullable;

/**
 * The settings of one tenant, without any secret.
 *
 * @param gravityZone null until somebody saves it
 * @param rmm null until somebody saves it
 * @param profile what the package of a later link contains
 * @param sequence grows by one with each change
 */
public record TenantSettings(
        String name,
        @Nullable GravityZoneAccess gravityZone,
        @Nullable RmmAccess rmm,
        PackageProfile profile,
        boolean paused,
        long sequence) {

    /** What a tenant starts from: nothing connected, the initial package. */
    public static TenantSettings initial(String name) {
        return new TenantSettings(name, null, null, PackageProfile.INITIAL, false, 0);
    }

    TenantSettings with(GravityZoneAccess access) {
        return new TenantSettings(name, access, rmm, profile, paused, sequence);
    }

    TenantSettings with(RmmAccess access) {
        return new TenantSettings(name, gravityZone, access, profile, paused, sequence);
    }

    TenantSettings with(PackageProfile later) {
        return new TenantSettings(name, gravityZone, rmm, later, paused, sequence);
    }

    /** The account's name may change at the vendor; the newest that a session saw is shown. */
    TenantSettings named(String newest) {
        return new TenantSettings(newest.isBlank() ? name : newest, gravityZone, rmm, profile, paused, sequence);
    }

    TenantSettings next() {
        return new TenantSettings(name, gravityZone, rmm, profile, paused, sequence + 1);
    }

    /** Whether links can be made: both sides are known. */
    boolean isConnected() {
        return gravityZone != null && rmm != null;
    }
}
