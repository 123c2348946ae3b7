package dev.companion.resolver.topology;

import dev.companion.resolver.domain.ObservedCompany;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company as it is stored.
 *
 * @param text its name
 * @param unlinkable whether it is no customer; inverted, since a company that an earlier version stored lacks it
 * @param observedAt null where an earlier version stored it
 */
record StoredCompany(
        String text,
        boolean unlinkable,
        @Nullable String parentId,
        @Nullable String parentCompanyId,
        boolean suspended,
        @Nullable Instant unreachableSince,
        @Nullable Instant observedAt) {

    ObservedCompany toDomain(String companyId) {
        return new ObservedCompany(
                companyId,
                text,
                !unlinkable,
                parentId,
                parentCompanyId,
                suspended,
                unreachableSince,
                observedAt == null ? Instant.EPOCH : observedAt);
    }
}
