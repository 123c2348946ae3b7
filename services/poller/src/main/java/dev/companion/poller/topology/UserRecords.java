package dev.companion.poller.topology;

import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.User;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.RmmOperation;
import dev.companion.rmm.UserState;
import dev.companion.runtime.EventMetadatas;
import java.util.List;
import java.util.Objects;

/** Users and their changes as records. Every service may read the changes, so they contain no personal data. */
final class UserRecords {

    private UserRecords() {}

    static dev.companion.rmm.User toRecord(String tenant, KnownRow<User> row) {
        var user = present(row);
        return dev.companion.rmm.User.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "user-%s-%s-%d".formatted(tenant, row.id(), row.sequence()),
                        row.publishedAt(),
                        row.sequence(),
                        null))
                .setTenantId(tenant)
                .setUserKey(user.id())
                .setUsername(user.username())
                .setFirstName(user.firstName())
                .setLastName(user.lastName())
                .setEmail(user.email())
                .setEnabled(user.enabled())
                .setRole(user.role())
                .setCreatedAt(user.createdAt())
                .setIncarnation(row.incarnation())
                .build();
    }

    static RmmChange created(String tenant, KnownRow<User> row) {
        return RmmChanges.of(tenant, RmmEntity.USER, row, RmmOperation.CREATED, List.of(), 0)
                .setUserAfter(state(row))
                .build();
    }

    static RmmChange updated(String tenant, KnownRow<User> before, KnownRow<User> row) {
        var changed = present(row).changedFields(present(before));
        return RmmChanges.of(tenant, RmmEntity.USER, row, RmmOperation.UPDATED, changed, 0)
                .setUserBefore(state(before))
                .setUserAfter(state(row))
                .build();
    }

    static RmmChange deleted(String tenant, KnownRow<User> before, KnownRow<User> row, int confirmations) {
        return RmmChanges.of(tenant, RmmEntity.USER, row, RmmOperation.DELETED, List.of(), confirmations)
                .setUserBefore(state(before))
                .build();
    }

    private static UserState state(KnownRow<User> row) {
        var user = present(row);
        return UserState.newBuilder()
                .setEnabled(user.enabled())
                .setRole(user.role())
                .setCreatedAt(user.createdAt())
                .build();
    }

    private static User present(KnownRow<User> row) {
        return Objects.requireNonNull(row.value(), "a present row has a value");
    }
}
