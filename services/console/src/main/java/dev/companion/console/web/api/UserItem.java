package dev.companion.console.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.companion.console.domain.tenant.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user in the list of users.
 *
 * @param userKey identifies the user in every topic without naming them
 * @param username null if it is an e-mail address that is not published
 * @param firstName null if not reported
 * @param lastName null if not reported
 * @param email left out if not reported or not published
 * @param enabled null if Datto RMM does not report it
 * @param role null if the platform has no roles
 * @param createdAt null if not reported
 */
record UserItem(
        String userKey,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
        @Nullable Boolean enabled,
        @Nullable String role,
        @Nullable Instant createdAt) {

    static UserItem of(User user) {
        return new UserItem(
                user.userKey(),
                user.username(),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.enabled(),
                user.role(),
                user.createdAt());
    }
}
