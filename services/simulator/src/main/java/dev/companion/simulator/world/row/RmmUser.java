package dev.companion.simulator.world.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Datto user.
 *
 * @param uid returned by the seed profile only
 * @param role returned by the seed profile only: Admin, Technician, Read-Only
 * @param lastAccess null if the user never signed in
 */
public record RmmUser(
        String uid,
        long id,
        String accountUid,
        String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String telephone,
        String status,
        boolean disabled,
        String role,
        boolean mfaEnabled,
        @Nullable String siteUid,
        Instant created,
        Instant updated,
        @Nullable Instant lastAccess) {

    public RmmUser with(
            String newUsername,
            @Nullable String newFirstName,
            @Nullable String newLastName,
            @Nullable String newEmail,
            String newRole,
            boolean newDisabled,
            boolean newMfa,
            @Nullable String newSiteUid,
            Instant now) {
        return new RmmUser(
                uid,
                id,
                accountUid,
                newUsername,
                newFirstName,
                newLastName,
                newEmail,
                telephone,
                newDisabled ? "Inactive" : "Active",
                newDisabled,
                newRole,
                newMfa,
                newSiteUid,
                created,
                now,
                lastAccess);
    }

    public RmmUser lastSeen(Instant time) {
        return new RmmUser(
                uid,
                id,
                accountUid,
                username,
                firstName,
                lastName,
                email,
                telephone,
                status,
                disabled,
                role,
                mfaEnabled,
                siteUid,
                created,
                updated,
                time);
    }

    public RmmUser disabled(boolean value, Instant now) {
        return with(username, firstName, lastName, email, role, value, mfaEnabled, siteUid, now);
    }
}
