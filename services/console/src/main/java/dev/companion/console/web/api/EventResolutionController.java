package dev.companion.console.web.api;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.ResolutionRequest;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Settling events. The checks here give an answer at once; the service that owns the events decides again when it runs,
 * on the facts of that moment, and the task tells what came of it.
 */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventResolutionController {

    static final int EVENTS_MAX = 500;

    private static final String TITLE = "Event cannot be settled this way";

    /** What is wished for one is wished for all; so nothing that has to be said of each. */
    record BulkBody(
            @Nullable List<@Nullable String> ids,
            @Nullable String action,
            @Nullable String reason,
            @Nullable String until,
            @Nullable String assignee) {}

    /** Why one event cannot be settled as wished. */
    record EventRefusal(String id, @Nullable String siteUid, String reason) {}

    private final ConsoleView view;
    private final RequestPublisher requests;
    private final InstantSource clock;

    EventResolutionController(ConsoleView view, RequestPublisher requests, InstantSource clock) {
        this.view = view;
        this.requests = requests;
        this.clock = clock;
    }

    @PostMapping("/{id}/resolution")
    @Operation(
            summary = "Settles an event",
            description = "With one of its actions, or with ASSIGN or RECHECK. The facts are looked at again when the"
                    + " action runs. 422 tells why it cannot be; factsChanged=true where the event has other facts than"
                    + " those that were sent along, is over, or is being settled already.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> resolve(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String id,
            @RequestBody ResolutionBody body) {
        var event = view.of(session.tenant()).findEvent(id).orElseThrow(() -> ApiProblem.missing("event"));
        var wish = body.wish(session);
        event.objection(wish, clock.instant()).ifPresent(objection -> {
            throw ApiProblem.refused(TITLE, objection).with("factsChanged", event.isStale(wish));
        });
        return Accepted.of(requests.settle(session.requester(), List.of(event.id()), wish));
    }

    @PostMapping("/resolution")
    @Operation(
            summary = "Settles several events of one type",
            description = "At most 500, all in the same way, each decided by itself; the task has an item for each."
                    + " Nothing that deletes a company or needs a name. 422 with a reason for each that cannot be, and"
                    + " then none is.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> resolveAll(@AuthenticationPrincipal ConsoleSession session, @RequestBody BulkBody body) {
        var ids = ids(body.ids());
        var wish = new ResolutionBody(body.action(), null, body.reason(), body.until(), null, null, body.assignee())
                .wish(session);
        var tenant = view.of(session.tenant());
        var events = ids.stream()
                .map(id -> tenant.findEvent(id).orElseThrow(() -> ApiProblem.missing("event: " + id)))
                .toList();
        if (events.stream().map(Event::type).distinct().count() > 1) {
            throw ApiProblem.refused(
                    "Events of different types",
                    "Nothing was done, since these events are of different types, and an action may mean something else"
                            + " for each. Choose events of one type.");
        }
        var refusals = events.stream()
                .flatMap(event -> objection(event, wish).stream())
                .toList();
        if (!refusals.isEmpty()) {
            throw ApiProblem.refused(
                            "Events cannot be settled this way",
                            "Nothing was done, since %d of the %d events cannot be settled this way."
                                    .formatted(refusals.size(), events.size()))
                    .with("refusals", refusals);
        }
        return Accepted.of(requests.settle(session.requester(), ids, wish));
    }

    private java.util.Optional<EventRefusal> objection(Event event, ResolutionRequest wish) {
        return event.objectionAmongMany(wish, clock.instant())
                .map(reason -> new EventRefusal(event.id(), event.siteUid(), reason));
    }

    private static List<String> ids(@Nullable List<@Nullable String> given) {
        var count = given == null ? 0 : given.size();
        if (given == null || count == 0 || count > EVENTS_MAX) {
            throw ApiProblem.malformed("ids: %d entries".formatted(count), "1 to " + EVENTS_MAX);
        }
        var ids = new LinkedHashSet<String>();
        for (var id : given) {
            if (id == null || id.isBlank()) {
                throw ApiProblem.malformed("ids: an empty entry", "ids of events as GET /api/events lists them");
            }
            ids.add(id);
        }
        return List.copyOf(ids);
    }
}
