package dev.companion.poller.domain.row;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM user, reduced to what may be published. The time of the last sign-in is not published, since every sign-in
 * would be a record.
 *
 * @param id a key that does not identify a person, see {@link #keyOf}
 * @param username null if it may not be published or is not given
 * @param email null if it may not be published or is not given
 * @param enabled null if the platform did not say
 * @param role null if the platform has no roles
 */
public record User(
        String id,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable Boolean enabled,
        @Nullable String role,
        @Nullable Instant createdAt)
        implements Observed<User> {

    /** Stored rows are exact to the millisecond, and are compared with this. */
    public User {
        createdAt = createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The key of a user in every topic: 128 bits of a SHA-256, as 32 hexadecimal digits. Must not change between
     * releases, or every user would be deleted and created again.
     *
     * @param tenant contains no {@code |}
     * @param uidOrUsername the uid if the platform has one, otherwise the username in lower case
     */
    public static String keyOf(String tenant, String uidOrUsername) {
        return Fingerprint.of(tenant + "|" + uidOrUsername);
    }

    /** Returns this user without e-mail addresses. */
    public User withoutEmails() {
        var named = username == null || username.indexOf('@') < 0 ? username : null;
        return new User(id, named, firstName, lastName, null, enabled, role, createdAt);
    }

    @Override
    public Optional<User> completedBy(@Nullable User before) {
        return Optional.of(this);
    }

    /** The key: holds are read by people who may not see personal data. */
    @Override
    public String label() {
        return id;
    }

    /** Names of the fields that differ, as in the published record. */
    public List<String> changedFields(User before) {
        var changed = new ArrayList<String>();
        addIfChanged(changed, "username", before.username, username);
        addIfChanged(changed, "firstName", before.firstName, firstName);
        addIfChanged(changed, "lastName", before.lastName, lastName);
        addIfChanged(changed, "email", before.email, email);
        addIfChanged(changed, "enabled", before.enabled, enabled);
        addIfChanged(changed, "role", before.role, role);
        addIfChanged(changed, "createdAt", before.createdAt, createdAt);
        return List.copyOf(changed);
    }

    private static void addIfChanged(
            List<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "User[id=%s]".formatted(id);
    }
}
