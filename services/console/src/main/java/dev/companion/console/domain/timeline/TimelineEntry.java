package dev.companion.console.domain.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a site. Kept for many sites at once, so it holds symbols and ids; words and names are found
 * when it is shown.
 *
 * @param atMillis when it happened, in milliseconds since 1970
 * @param stage its place on the way from an observation to the result
 * @param actor the last four characters of an API key, or the name of a service
 * @param what what happened: a symbol of the topic that told it, or an action of the audit trail
 * @param before what was there before: a name, an id or a sentence; null if there was nothing
 * @param after what is there now, or what it is about; null if there is nothing
 * @param detail a sentence for people; null if none is needed
 * @param traceId the trace of the request behind it; null if no request is
 */
public record TimelineEntry(
        long atMillis,
        Stage stage,
        String actor,
        String what,
        @Nullable String before,
        @Nullable String after,
        @Nullable String detail,
        @Nullable String traceId) {

    /**
     * SEEN: observed at a vendor. REQUESTED: a person asked for it. DECIDED: a rule or an automatic decision. CALLED:
     * something was changed at a vendor. RESULT: how it ended.
     */
    public enum Stage {
        SEEN,
        REQUESTED,
        DECIDED,
        CALLED,
        RESULT
    }

    public Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }
}
