package dev.companion.console.domain;

import java.time.Instant;
import java.util.List;

/**
 * What somebody asked for, without its credentials.
 *
 * @param type the request's type, such as CREATE_LINKS
 * @param siteUids the sites it speaks of, in the order in which they were named; empty where it speaks of none
 */
public record TaskRequest(String requestId, String type, Instant createdAt, List<String> siteUids) {

    public TaskRequest {
        siteUids = List.copyOf(siteUids);
    }
}
