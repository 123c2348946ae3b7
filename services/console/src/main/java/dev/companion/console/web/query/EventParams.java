package dev.companion.console.web.query;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.EventQuery;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.vocabulary.DiscrepancyType;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the list of events. */
public final class EventParams {

    private static final int TEXT_MAX = 255;

    private EventParams() {}

    /**
     * @param state names of states, comma-separated; null or empty for all that are not closed
     * @param type names of types, comma-separated; null or empty for all
     * @param assignee {@code me}, {@code none} or a name; null or empty for all
     * @param siteUid null or empty for all
     * @throws ApiProblem 400 if one is not known
     */
    public static EventQuery of(
            ConsoleSession session,
            @Nullable String state,
            @Nullable String type,
            @Nullable String assignee,
            @Nullable String siteUid) {
        return new EventQuery(
                EnumParam.of("state", state, Event.State.class),
                EnumParam.of("type", type, DiscrepancyType.class),
                assignee == null || assignee.isBlank() ? null : assignee(session, assignee.strip()),
                siteUid == null || siteUid.isBlank() ? null : siteUid);
    }

    /**
     * Returns the assignee's name; empty for unassigned.
     *
     * @throws ApiProblem 400 if it is too long
     */
    public static String assignee(ConsoleSession session, String given) {
        if (given.length() > TEXT_MAX) {
            throw ApiProblem.malformed("assignee: %d characters".formatted(given.length()), "at most " + TEXT_MAX);
        }
        return switch (given) {
            case "me" -> session.requester().name();
            case "none" -> "";
            default -> given;
        };
    }
}
