package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Single users, on platforms that have calls for them: see {@link DattoRmmClient#userAccounts}. Writing needs the
 * Administrator security level. A change whose answer is lost ends in {@code UnknownEffect}, as with every other call.
 */
public interface UserAccounts {

    /** {@code Missing} if this account has no user with this uid. */
    CallResult<UserAccount> user(String uid);

    /**
     * Invites a user: the platform sends an e-mail to the address. {@code Conflict} if the name is in use, with the
     * platform's words.
     */
    CallResult<UserAccount> create(NewUser user);

    /**
     * Reads the user, applies the change to what was read, and writes everything back, because the platform resets
     * fields that are left out. Unknown fields are sent back unchanged. Two requests.
     *
     * @param seen what the change is based on; {@code Conflict} without a write if the platform shows something else
     *     now. A change between this read and this write is visible to the platform only
     */
    CallResult<UserAccount> update(UserAccount seen, UserChange change);

    /** Permanently. A user who is disabled keeps the history; see {@link UserChange#enabled}. */
    CallResult<Done> delete(String uid);

    /**
     * Null is a value that the platform did not report or has not set.
     *
     * @param role in the platform's words, such as {@code Technician}
     * @param siteUid the only site that the user may see
     */
    record UserAccount(
            String uid,
            @Nullable String username,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String role,
            @Nullable Boolean enabled,
            @Nullable Boolean mfaEnabled,
            @Nullable String siteUid,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}

    /**
     * The required fields of a new user.
     *
     * @param optional the other fields, if the platform's defaults do not fit
     */
    record NewUser(String email, String firstName, String lastName, String role, UserChange optional) {

        public NewUser(String email, String firstName, String lastName, String role) {
            this(email, firstName, lastName, role, UserChange.NONE);
        }
    }
}
