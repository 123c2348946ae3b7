package dev.companion.console.domain.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Health records in which no list is suspicious and that do not tell about the links. */
public final class Healths {

    private Healths() {}

    public static ApiHealth of(
            String service,
            String api,
            String state,
            Instant since,
            @Nullable Integer sweepRows,
            @Nullable Integer sweepTotal,
            @Nullable Instant lastSweepAt) {
        return of(service, api, state, since, sweepRows, sweepTotal, lastSweepAt, null, null);
    }

    /** The poller's record of Datto RMM with a search for earlier links. */
    public static ApiHealth searching(@Nullable LinkSearch search) {
        return new ApiHealth(
                "poller",
                "DATTO_RMM",
                "OK",
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                search);
    }

    public static ApiHealth of(
            String service,
            String api,
            String state,
            Instant since,
            @Nullable Integer sweepRows,
            @Nullable Integer sweepTotal,
            @Nullable Instant lastSweepAt,
            @Nullable Integer quotaUsed,
            @Nullable Integer quotaLimit) {
        return new ApiHealth(
                service,
                api,
                state,
                null,
                since,
                since,
                sweepRows,
                sweepTotal,
                lastSweepAt,
                quotaUsed,
                quotaLimit,
                null,
                null,
                null,
                null);
    }
}
