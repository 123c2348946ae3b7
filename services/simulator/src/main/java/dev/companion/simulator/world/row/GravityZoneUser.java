package dev.companion.simulator.world.row;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account of GravityZone's Control Center. */
public record GravityZoneUser(
        String id,
        String companyId,
        String email,
        String fullName,
        String timezone,
        String language,
        int role,
        Map<String, Boolean> rights,
        @Nullable String phoneNumber) {

    public GravityZoneUser {
        rights = Map.copyOf(rights);
    }
}
