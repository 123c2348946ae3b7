package dev.companion.console.web.api;

import dev.companion.console.domain.event.Event;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.query.EventParams;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.vocabulary.DiscrepancyType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists where desired and observed state differ. */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventsController {

    private static final List<String> COLUMNS = List.of(
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
            "closedAt",
            "title",
            "level",
            "affectedSites",
            "assignee");

    private final ConsoleView view;

    EventsController(ConsoleView view) {
        this.view = view;
    }

    /**
     * @param q searched in title, summary, site name and company name; all if left out
     * @param state states to list, comma-separated; all but closed ones if left out
     * @param type types to list, comma-separated; all if left out
     * @param assignee me, none or a name; all if left out
     * @param siteUid the site that the events are about; all if left out
     * @param sort openedAt, type, source or destination, with - in front for the other direction; newest first if left
     *     out
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listEvents",
            summary = "Lists events",
            description = "Without a state: all but closed ones. assignee: me, none or a name. Newest first, unless a"
                    + " column is named to sort by.")
    ListPage<EventItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String siteUid,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var params = PageParams.of(page, size);
        return ListPage.of(matching(session, q, state, type, assignee, siteUid, sort), params, EventItem::of);
    }

    @GetMapping(produces = Csv.TYPE)
    @Operation(hidden = true)
    ResponseEntity<String> file(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String siteUid,
            @RequestParam(required = false) @Nullable String sort) {
        return Csv.file(
                "events.csv",
                COLUMNS,
                matching(session, q, state, type, assignee, siteUid, sort),
                EventsController::cells);
    }

    @GetMapping("/types")
    @Operation(
            operationId = "listEventTypes",
            summary = "Lists the types of events",
            description = "All types, with the number of events in each state.")
    List<EventTypeCount> types(@AuthenticationPrincipal ConsoleSession session) {
        var events = view.of(session.tenant()).events();
        return DiscrepancyType.known().stream()
                .map(type -> EventTypeCount.of(type, events))
                .toList();
    }

    /** @param id the id of the event */
    @GetMapping("/{id}")
    @Operation(
            operationId = "getEvent",
            summary = "Returns one event",
            description = "With its present facts and actions.")
    EventItem get(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return view.of(session.tenant())
                .findEvent(id)
                .map(EventItem::of)
                .orElseThrow(() -> ApiProblem.missing("event"));
    }

    private List<Event> matching(
            ConsoleSession session,
            @Nullable String q,
            @Nullable String state,
            @Nullable String type,
            @Nullable String assignee,
            @Nullable String siteUid,
            @Nullable String sort) {
        return EventParams.of(session, q, state, type, assignee, siteUid, sort)
                .apply(view.of(session.tenant()).events());
    }

    private static List<@Nullable Object> cells(Event event) {
        return Arrays.asList(
                event.id(),
                event.type(),
                event.state(),
                event.siteUid(),
                event.subject().siteName(),
                event.subject().companyId(),
                event.subject().companyName(),
                event.description().summary(),
                event.description().consequence(),
                String.join(" ", event.actions()),
                event.period().openedAt(),
                event.period().closedAt(),
                event.title(),
                event.level(),
                event.affectedSites(),
                event.assignee());
    }
}
