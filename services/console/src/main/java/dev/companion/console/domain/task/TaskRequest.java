package dev.companion.console.domain.task;

import dev.companion.vocabulary.CompanyAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request without its credentials.
 *
 * @param type the request's type, such as CREATE_LINKS
 * @param siteUids the sites it concerns, in the order of the request; empty if there are none
 * @param companyAction the action on a company; null if it concerns none
 * @param eventIds the events it concerns; empty if there are none
 * @param eventAction the action on the events; null if it concerns none
 * @param cancelledTask the task to cancel; null if it cancels none
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
