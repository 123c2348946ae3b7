package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.event.ResolutionRequest;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.EnumParam;
import dev.companion.console.web.query.EventParams;
import dev.companion.discrepancies.Action;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A request to resolve one event.
 *
 * @param action the action to take
 * @param name with CREATE, RECREATE and RENAME: the name of the company; with DELETE: the name of the company, exactly as
 *     shown
 * @param reason required with IGNORE: why it is snoozed
 * @param until required with IGNORE: end of the snooze, ISO 8601 with a zone, at most 366 days from now
 * @param facts as returned with the event; null to decide on the present facts
 * @param endpoints with DELETE: the number of machines with an agent as it was shown; null for none
 * @param assignee with ASSIGN: {@code me}, a name, or null to unassign
 */
record ResolutionBody(
        @Schema(requiredMode = REQUIRED) @Nullable String action,
        @Nullable String name,
        @Nullable String reason,
        @Nullable String until,
        @Nullable String facts,
        @Nullable Long endpoints,
        @Nullable String assignee) {

    private static final int TEXT_MAX = 1_000;
    private static final long ENDPOINTS_MAX = 1_000_000;

    /** @throws ApiProblem 400 if it cannot be understood */
    ResolutionRequest toRequest(ConsoleSession session) {
        if (endpoints != null && (endpoints < 0 || endpoints > ENDPOINTS_MAX)) {
            throw ApiProblem.malformed("endpoints: " + endpoints, "0 to %,d".formatted(ENDPOINTS_MAX));
        }
        var assigned = assignee == null || assignee.isBlank() ? "" : EventParams.assignee(session, assignee.strip());
        return new ResolutionRequest(
                known(action),
                text("name", name),
                text("reason", reason),
                moment(until),
                facts == null || facts.isBlank() ? null : facts,
                endpoints,
                assigned.isEmpty() ? null : assigned);
    }

    private static String known(@Nullable String given) {
        if (given == null || given.isBlank()) {
            throw ApiProblem.malformed("action: not given", "one of the event's actions, ASSIGN or RECHECK");
        }
        var action = EnumParam.one("action", given.strip(), Action.class);
        if (action == Action.UNKNOWN) {
            throw ApiProblem.malformed("action", "one of the event's actions, ASSIGN or RECHECK");
        }
        return action.name();
    }

    private static @Nullable String text(String name, @Nullable String given) {
        if (given != null && given.length() > TEXT_MAX) {
            throw ApiProblem.malformed("%s: %d characters".formatted(name, given.length()), "at most " + TEXT_MAX);
        }
        return given == null || given.isBlank() ? null : given.strip();
    }

    private static @Nullable Instant moment(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException e) {
            throw ApiProblem.malformed("until", "a moment such as 2026-12-24T18:00:00Z");
        }
    }
}
