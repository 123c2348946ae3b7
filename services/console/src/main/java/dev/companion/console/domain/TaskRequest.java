package dev.companion.console.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, without its credentials.
 *
 * @param type the request's type, such as CREATE_LINKS
 * @param siteUids the sites it speaks of, in the order in which they were named; empty where it speaks of none
 * @param companyAction what is to be done with a company; null where the request is about none
 * @param cancelledTask the task of which the rest is to be dropped; null where the request is about none
 */
public record TaskRequest(
        String requestId,
        String type,
        Instant createdAt,
        List<String> siteUids,
        @Nullable CompanyAction companyAction,
        @Nullable String cancelledTask) {

    public TaskRequest {
        siteUids = List.copyOf(siteUids);
    }

    /** A request that is about no company and no other task. */
    public TaskRequest(String requestId, String type, Instant createdAt, List<String> siteUids) {
        this(requestId, type, createdAt, siteUids, null, null);
    }
}
