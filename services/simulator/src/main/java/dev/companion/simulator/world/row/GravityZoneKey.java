package dev.companion.simulator.world.row;

import java.time.Instant;
import java.util.Set;

/**
 * A GravityZone API key.
 *
 * @param name its name on the control port
 * @param companyId company of the user who created it; the key sees that company and everything below
 * @param enabledApis enabled services, lower case
 */
public record GravityZoneKey(
        String name, String key, String companyId, Set<String> enabledApis, boolean revoked, Instant createdAt) {

    public GravityZoneKey {
        enabledApis = Set.copyOf(enabledApis);
    }

    public GravityZoneKey with(Set<String> apis, boolean isRevoked) {
        return new GravityZoneKey(name, key, companyId, apis, isRevoked, createdAt);
    }

    @Override
    public String toString() {
        return "GravityZoneKey[" + name + "]";
    }
}
