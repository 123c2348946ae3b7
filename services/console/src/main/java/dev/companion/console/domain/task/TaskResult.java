package dev.companion.console.domain.task;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request.
 *
 * @param accepted false if the whole request was refused and nothing was changed
 * @param message why the whole was refused; null if it was accepted
 * @param conflict whether it was refused because what it asks for belongs to another tenant
 */
public record TaskResult(
        String requestId,
        String type,
        Instant decidedAt,
        boolean accepted,
        @Nullable String message,
        List<Item> items,
        boolean conflict) {

    public TaskResult {
        items = List.copyOf(items);
    }

    /** The request as far as its result shows it; results are kept longer than requests. */
    public TaskRequest request() {
        var events = items.stream().map(Item::eventId).filter(Objects::nonNull).toList();
        return events.isEmpty()
                ? new TaskRequest(
                        requestId,
                        type,
                        decidedAt,
                        items.stream().map(Item::siteUid).toList())
                : TaskRequest.ofEvents(requestId, type, decidedAt, events, null);
    }

    /**
     * @param siteUid empty if it is about an event that concerns no site
     * @param generation the link's generation with the request; null if it was refused
     * @param reason why it was refused; null if it was accepted
     * @param eventId the event that it is about; null if it is about a site only
     */
    public record Item(
            String siteUid,
            boolean accepted,
            @Nullable Long generation,
            @Nullable String reason,
            @Nullable String eventId) {}
}
