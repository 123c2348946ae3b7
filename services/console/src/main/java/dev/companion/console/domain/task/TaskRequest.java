package dev.companion.console.domain.task;

import dev.companion.vocabulary.CompanyAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, without its credentials.
 *
 * @param type the request's type, such as CREATE_LINKS
 * @param siteUids the sites it speaks of, in the order in which they were named; empty if it speaks of none
 * @param companyAction what is to be done with a company; null if the request is about none
 * @param eventIds the events it speaks of; empty if it speaks of none
 * @param eventAction what is to be done about them; null if the request is about none
 * @param cancelledTask the task of which the rest is to be dropped; null if the request is about none
 */
public record TaskRequest(
        String requestId,
        String type,
        Instant createdAt,
        List<String> siteUids,
        @Nullable CompanyAction companyAction,
        @Nullable String cancelledTask,
        List<String> eventIds,
        @Nullable String eventAction) {

    public TaskRequest {
        siteUids = List.copyOf(siteUids);
        eventIds = List.copyOf(eventIds);
    }

    /** A request that is about no event. */
    public TaskRequest(
            String requestId,
            String type,
            Instant createdAt,
            List<String> siteUids,
            @Nullable CompanyAction companyAction,
            @Nullable String cancelledTask) {
        this(requestId, type, createdAt, siteUids, companyAction, cancelledTask, List.of(), null);
    }

    /** A request to do something about events. */
    public static TaskRequest ofEvents(
            String requestId, String type, Instant createdAt, List<String> eventIds, @Nullable String action) {
        return new TaskRequest(requestId, type, createdAt, List.of(), null, null, eventIds, action);
    }

    /** A request that is about no company, no other task and no event. */
    public TaskRequest(String requestId, String type, Instant createdAt, List<String> siteUids) {
        this(requestId, type, createdAt, siteUids, null, null);
    }
}
