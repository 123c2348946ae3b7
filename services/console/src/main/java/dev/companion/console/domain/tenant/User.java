package dev.companion.console.domain.tenant;

import dev.companion.vocabulary.TextFolding;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user of Datto RMM with the published fields only.
 *
 * @param userKey identifies the user without naming them
 * @param username null if it is an e-mail address that is not published
 * @param firstName null if not reported
 * @param lastName null if not reported
 * @param email null if not reported, or not published
 * @param enabled null if Datto RMM does not report it
 * @param role null if the platform has no roles
 * @param createdAt null if not reported
 */
public record User(
        String userKey,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable Boolean enabled,
        @Nullable String role,
        @Nullable Instant createdAt) {

    /** First and last name, or the username if neither is reported; empty if there is no name at all. */
    public String name() {
        var told = joined(" ", firstName, lastName);
        return !told.isEmpty() ? told : username == null ? "" : username;
    }

    /** The same user without the e-mail address. */
    public User withoutEmail() {
        return new User(userKey, username, firstName, lastName, null, enabled, role, createdAt);
    }

    /** @param text folded */
    boolean matches(String text) {
        return Stream.of(firstName, lastName, name(), username, email, role)
                .filter(Objects::nonNull)
                .anyMatch(field -> TextFolding.fold(field).contains(text));
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(between));
    }
}
