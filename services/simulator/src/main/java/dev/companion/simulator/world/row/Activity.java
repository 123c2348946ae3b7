package dev.companion.simulator.world.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of Datto's activity log.
 *
 * @param entity {@code DEVICE} or {@code USER}
 * @param details a JSON document as text
 */
public record Activity(
        long id,
        String accountUid,
        String entity,
        String category,
        String action,
        Instant date,
        @Nullable Long siteId,
        @Nullable String siteName,
        @Nullable String username,
        @Nullable String details) {}
