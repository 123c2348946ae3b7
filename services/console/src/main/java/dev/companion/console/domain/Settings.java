package dev.companion.console.domain;

import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings. Never holds a credential.
 *
 * @param gravityZone null until somebody saves it
 * @param rmm null until somebody saves it
 */
public record Settings(
        String tenantName,
        @Nullable GravityZone gravityZone,
        @Nullable Rmm rmm,
        PackageProfile defaultPackage,
        boolean paused) {

    public record GravityZone(String accessUrl, String apiKeyLastFour, String rootCompanyId, String rootCompanyName) {}

    public record Rmm(String apiUrl, String apiKeyLastFour, String grant) {}

    /** Settings of a tenant that has saved nothing yet. */
    public static Settings none(String tenantName) {
        return new Settings(tenantName, null, null, PackageProfile.DEFAULT, false);
    }

    /** Whether both sides can be reached, so that the main job can be done. */
    public boolean isIntegrationConfigured() {
        return gravityZone != null && rmm != null;
    }
}
