package dev.companion.console.domain.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results that are not refused because of another tenant. */
public final class Results {

    private Results() {}

    public static TaskResult of(
            String requestId,
            String type,
            Instant decidedAt,
            boolean accepted,
            @Nullable String message,
            List<TaskResult.Item> items) {
        return new TaskResult(requestId, type, decidedAt, accepted, message, items, false);
    }

    /** About a site only. */
    static TaskResult.Item item(String siteUid, boolean accepted, @Nullable Long generation, @Nullable String reason) {
        return new TaskResult.Item(siteUid, accepted, generation, reason, null);
    }
}
