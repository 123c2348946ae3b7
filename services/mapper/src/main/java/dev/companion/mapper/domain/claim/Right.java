package dev.companion.mapper.domain.claim;

import java.time.Instant;
import java.util.Comparator;

/**
 * Since when a tenant holds its root.
 *
 * @param since by the clock of the service that decided it
 */
public record Right(String tenantId, Instant since) {

    private static final Comparator<Right> OLDEST_FIRST =
            Comparator.comparing(Right::since).thenComparing(Right::tenantId);

    boolean isOlderThan(Right other) {
        return OLDEST_FIRST.compare(this, other) < 0;
    }

    boolean isOf(String tenant) {
        return tenantId.equals(tenant);
    }
}
