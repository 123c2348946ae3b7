package dev.companion.console.web;

import dev.companion.console.domain.Event;
import dev.companion.console.requests.Requests;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.LinksController.Accepted;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.DiscrepancyType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where what is wanted and what was observed differ, and how a person settles it. */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventsController {

    private static final int TEXT_MAX = 1_000;

    /** @param recommendedAction the first of the actions; null where nothing can be done */
    record EventItem(
            String id,
            String type,
            Event.State state,
            @Nullable String siteUid,
            @Nullable String siteName,
            @Nullable String companyId,
            @Nullable String companyName,
            String summary,
            String consequence,
            List<String> actions,
            @Nullable String recommendedAction,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String closedBecause,
            @Nullable String snoozeReason,
            @Nullable Instant snoozedUntil,
            @Nullable String lastAction,
            @Nullable String lastActionBy,
            @Nullable String lastActionResult) {

        static EventItem of(Event event) {
            return new EventItem(
                    event.id(),
                    event.type(),
                    event.state(),
                    event.siteUid(),
                    event.siteName(),
                    event.companyId(),
                    event.companyName(),
                    event.summary(),
                    event.consequence(),
                    event.actions(),
                    event.recommendedAction().orElse(null),
                    event.openedAt(),
                    event.closedAt(),
                    event.closedBecause(),
                    event.snoozeReason(),
                    event.snoozedUntil(),
                    event.lastAction(),
                    event.lastActionBy(),
                    event.lastActionResult());
        }
    }

    /** @param until ISO 8601 with a zone; null for no end but a change of the facts */
    record ResolutionBody(
            @Nullable String action,
            @Nullable String name,
            @Nullable String reason,
            @Nullable String until) {}

    private final ConsoleView view;
    private final Requests requests;
    private final InstantSource clock;

    EventsController(ConsoleView view, Requests requests, InstantSource clock) {
        this.view = view;
        this.requests = requests;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Lists events", description = "Without a state: all but those that are closed. Newest first.")
    ListPage<EventItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageWish.SIZE_DEFAULT) int size) {
        var wish = PageWish.of(page, size);
        return ListPage.of(matching(session, state, type), wish, EventItem::of);
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String type) {
        return Csv.file(
                "events.csv",
                List.of(
                        "id",
                        "type",
                        "state",
                        "siteUid",
                        "siteName",
                        "companyId",
                        "companyName",
                        "summary",
                        "consequence",
                        "actions",
                        "openedAt",
                        "closedAt"),
                matching(session, state, type),
                event -> Arrays.asList(
                        event.id(),
                        event.type(),
                        event.state(),
                        event.siteUid(),
                        event.siteName(),
                        event.companyId(),
                        event.companyName(),
                        event.summary(),
                        event.consequence(),
                        String.join(" ", event.actions()),
                        event.openedAt(),
                        event.closedAt()));
    }

    @PostMapping("/{id}/resolution")
    @Operation(
            summary = "Settles an event",
            description = "With one of its actions. The facts are looked at again when the action runs.")
    ResponseEntity<Accepted> resolve(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String id,
            @RequestBody ResolutionBody body) {
        var event = view.of(session.tenant()).findEvent(id).orElseThrow(() -> ApiProblem.missing("event"));
        var action = action(body.action());
        var name = text("name", body.name());
        var reason = text("reason", body.reason());
        var until = until(body.until());
        event.objection(action, name, until, clock.instant()).ifPresent(objection -> {
            throw ApiProblem.refused("Event cannot be settled this way", objection);
        });
        return Accepted.of(requests.resolve(session.requester(), event.id(), action, name, reason, until));
    }

    private List<Event> matching(ConsoleSession session, @Nullable String state, @Nullable String type) {
        var states = SiteQueries.Names.of("state", state, Event.State.class);
        var types = SiteQueries.Names.of("type", type, DiscrepancyType.class).stream()
                .map(DiscrepancyType::name)
                .collect(Collectors.toSet());
        return view.of(session.tenant()).events().stream()
                .filter(event ->
                        states.isEmpty() ? event.state() != Event.State.CLOSED : states.contains(event.state()))
                .filter(event -> types.isEmpty() || types.contains(event.type()))
                .toList();
    }

    private static String action(@Nullable String given) {
        var action = SiteQueries.Names.of("action", given, Action.class);
        if (action.size() != 1 || action.equals(Set.of(Action.UNKNOWN))) {
            throw ApiProblem.malformed("action", "one of the event's actions");
        }
        return action.iterator().next().name();
    }

    private static @Nullable String text(String name, @Nullable String given) {
        if (given != null && given.length() > TEXT_MAX) {
            throw ApiProblem.malformed("%s: %d characters".formatted(name, given.length()), "at most " + TEXT_MAX);
        }
        return given == null || given.isBlank() ? null : given.strip();
    }

    private static @Nullable Instant until(@Nullable String given) {
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
