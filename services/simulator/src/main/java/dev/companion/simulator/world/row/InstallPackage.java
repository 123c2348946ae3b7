package dev.companion.simulator.world.row;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A GravityZone installation package.
 *
 * @param modules 0 or 1 by module key, without antimalware, which is always on
 * @param roles 0 or 1 for relay and exchange
 * @param scanMode as it was sent, like settings and deploymentOptions
 * @param revision increases when the kit is rebuilt; the links contain it
 * @param kitReadyAt when the kit of this revision can be downloaded
 */
public record InstallPackage(
        String id,
        String companyId,
        String name,
        String description,
        String language,
        int productType,
        Map<String, Integer> modules,
        Map<String, Integer> roles,
        @Nullable JsonNode scanMode,
        @Nullable JsonNode settings,
        @Nullable JsonNode deploymentOptions,
        Instant createdAt,
        int revision,
        Instant kitReadyAt) {

    public InstallPackage {
        modules = Map.copyOf(modules);
        roles = Map.copyOf(roles);
    }

    public InstallPackage named(String newName) {
        return new InstallPackage(
                id,
                companyId,
                newName,
                description,
                language,
                productType,
                modules,
                roles,
                scanMode,
                settings,
                deploymentOptions,
                createdAt,
                revision,
                kitReadyAt);
    }

    public InstallPackage rebuilt(Instant readyAt) {
        return new InstallPackage(
                id,
                companyId,
                name,
                description,
                language,
                productType,
                modules,
                roles,
                scanMode,
                settings,
                deploymentOptions,
                createdAt,
                revision + 1,
                readyAt);
    }
}
