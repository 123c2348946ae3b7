package dev.companion.datto;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Single users, on the platforms that have calls for them: see {@link DattoRmmClient#userAccounts}. Writing takes the
 * Administrator security level, and a change that is lost on the way ends in {@code UnknownEffect} as every other.
 */
public interface UserAccounts {

    /** {@code Missing} where this account has no user of this uid. */
    CallResult<UserAccount> user(String uid);

    /**
     * Invites a user: the platform writes to the e-mail address. {@code Conflict} where the name is in use, in the
     * platform's words.
     */
    CallResult<UserAccount> create(NewUser user);

    /**
     * Reads the user, puts the change into what was read, and writes the whole back, because the platform resets what is
     * left out; fields that are unknown here go back as they came. Two requests.
     *
     * @param seen what the change is based on; {@code Conflict} without a write where the platform shows something else
     *     by now. Between the reading and the writing only the platform itself can notice another change
     */
    CallResult<UserAccount> update(UserAccount seen, UserChange change);

    /** For ever. A user who is disabled keeps the history; see {@link UserChange#enabled}. */
    CallResult<Done> delete(String uid);

    /**
     * Null is what the platform did not say, or has not set.
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
     * What a platform must be told of a user.
     *
     * @param optional the rest, where the platform's own choice will not do
     */
    record NewUser(String email, String firstName, String lastName, String role, UserChange optional) {

        public NewUser(String email, String firstName, String lastName, String role) {
            this(email, firstName, lastName, role, UserChange.NONE);
        }
    }
}
