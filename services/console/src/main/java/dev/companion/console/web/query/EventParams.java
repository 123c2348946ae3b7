package dev.companion.console.web.query;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.EventQuery;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.vocabulary.DiscrepancyType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the list of events. */
public final class EventParams {

    private static final int TEXT_MAX = 255;

    private static final Map<String, EventQuery.Sort> SORTS = Map.of(
            "openedAt", EventQuery.Sort.OPENED,
            "type", EventQuery.Sort.TYPE,
            "source", EventQuery.Sort.SOURCE,
            "destination", EventQuery.Sort.DESTINATION);

    private EventParams() {}

    /**
     * @param state names of states, comma-separated; null or empty for all that are not closed
     * @param type names of types, comma-separated; null or empty for all
     * @param assignee {@code me}, {@code none} or a name; null or empty for all
     * @param siteUid null or empty for all
     * @param sort a column, with {@code -} in front for the other direction; null for newest first
     * @throws ApiProblem 400 if one is not known
     */
    public static EventQuery of(
            ConsoleSession session,
            @Nullable String q,
            @Nullable String state,
            @Nullable String type,
            @Nullable String assignee,
            @Nullable String siteUid,
            @Nullable String sort) {
        var order = SortParam.of(sort, "-openedAt", SORTS);
        return new EventQuery(
                SearchParam.text(q),
                EnumParam.of("state", state, Event.State.class),
                EnumParam.of("type", type, DiscrepancyType.class),
                assignee == null || assignee.isBlank() ? null : assignee(session, assignee.strip()),
                siteUid == null || siteUid.isBlank() ? null : siteUid,
                order.column(),
                order.descending());
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
