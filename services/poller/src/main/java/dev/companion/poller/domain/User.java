package dev.companion.poller.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM user, reduced to what may be published of it: when it last signed in is not, as every sign-in would be a
 * record.
 *
 * @param id stands for the user and names nobody, see {@link #keyOf}
 * @param username null where it may not be published or is not said
 * @param email null where it may not be published or is not said
 * @param enabled null where the platform did not say
 * @param role null where the platform has no roles
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

    /** What is remembered is exact to the millisecond, and is compared with this. */
    public User {
        createdAt = createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The key of a user in every topic: 128 bits of a SHA-256, as 32 hexadecimal digits. Must not change between
     * releases, or every user would be deleted and created anew.
     *
     * @param tenant holds no {@code |}
     * @param uidOrUsername the uid where the platform gives one, else the username in lower case
     */
    public static String keyOf(String tenant, String uidOrUsername) {
        return Fingerprint.of(tenant + "|" + uidOrUsername);
    }

    /** This user without what is an e-mail address. */
    public User withoutEmails() {
        var named = username == null || username.indexOf('@') < 0 ? username : null;
        return new User(id, named, firstName, lastName, null, enabled, role, createdAt);
    }

    @Override
    public Optional<User> completedBy(@Nullable User before) {
        return Optional.of(this);
    }

    /** The key, as a hold on deletions is read by people who may not read of persons. */
    @Override
    public String label() {
        return id;
    }

    /** The names of the components that differ, by the names of the published record. */
    public List<String> changedFields(User before) {
        var changed = new ArrayList<String>();
        note(changed, "username", before.username, username);
        note(changed, "firstName", before.firstName, firstName);
        note(changed, "lastName", before.lastName, lastName);
        note(changed, "email", before.email, email);
        note(changed, "enabled", before.enabled, enabled);
        note(changed, "role", before.role, role);
        note(changed, "createdAt", before.createdAt, createdAt);
        return List.copyOf(changed);
    }

    private static void note(List<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }

    /** Without what names a person. */
    @Override
    public String toString() {
        return "User[id=%s]".formatted(id);
    }
}
