package dev.companion.console.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param accepted false where it was refused whole and nothing was changed
 * @param message why the whole was refused; null where it was accepted
 */
public record TaskResult(
        String requestId,
        String type,
        Instant decidedAt,
        boolean accepted,
        @Nullable String message,
        List<Item> items) {

    public TaskResult {
        items = List.copyOf(items);
    }

    /** What can be told of the request from its result, which is kept for longer. */
    public TaskRequest request() {
        return new TaskRequest(
                requestId, type, decidedAt, items.stream().map(Item::siteUid).toList());
    }

    /**
     * @param generation the link's generation that carries the wish; null where it was refused
     * @param reason why it was refused; null where it was accepted
     */
    public record Item(
            String siteUid,
            boolean accepted,
            @Nullable Long generation,
            @Nullable String reason) {}
}
