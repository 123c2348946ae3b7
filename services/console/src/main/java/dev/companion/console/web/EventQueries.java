package dev.companion.console.web;

import dev.companion.console.domain.Event;
import dev.companion.console.domain.EventQuery;
import dev.companion.console.domain.EventType;
import dev.companion.console.security.ConsoleSession;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the list of events. */
final class EventQueries {

    private static final int TEXT_MAX = 255;

    private EventQueries() {}

    /**
     * @param state names of states, comma-separated; null or empty for all that are not closed
     * @param type names of types, comma-separated; null or empty for all
     * @param assignee {@code me}, {@code none} or whom; null or empty for all
     * @param siteUid null or empty for all
     * @throws ApiProblem 400 where one is not known
     */
    static EventQuery of(
            ConsoleSession session,
            @Nullable String state,
            @Nullable String type,
            @Nullable String assignee,
            @Nullable String siteUid) {
        return new EventQuery(
                SiteQueries.Names.of("state", state, Event.State.class),
                SiteQueries.Names.of("type", type, EventType.class),
                assignee == null || assignee.isBlank() ? null : whom(session, assignee.strip()),
                siteUid == null || siteUid.isBlank() ? null : siteUid);
    }

    /** The name of whom is meant; empty for nobody. */
    static String whom(ConsoleSession session, String assignee) {
        if (assignee.length() > TEXT_MAX) {
            throw ApiProblem.malformed("assignee: %d characters".formatted(assignee.length()), "at most " + TEXT_MAX);
        }
        return switch (assignee) {
            case "me" -> session.requester().name();
            case "none" -> "";
            default -> assignee;
        };
    }
}
