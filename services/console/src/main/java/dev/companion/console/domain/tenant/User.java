package dev.companion.console.domain.tenant;

import dev.companion.vocabulary.TextFolding;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user of Datto RMM, with what was published of them and nothing else.
 *
 * @param userKey stands for the user and names nobody
 * @param username null if it is an e-mail address that is not published
 * @param firstName null if not told
 * @param lastName null if not told
 * @param email null if not told, or not published
 * @param enabled null if the platform does not tell
 * @param role null if the platform has no roles
 * @param createdAt null if not told
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

    /** First and last name, or the username where neither is told; empty if nothing names them. */
    public String name() {
        var told = joined(" ", firstName, lastName);
        return !told.isEmpty() ? told : username == null ? "" : username;
    }

    /** The same without what may not be shown. */
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
