package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.event.Event;
import dev.companion.console.domain.event.ResolutionRequest;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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
 * Resolves events. The checks here refuse at once what cannot work; the service that owns the events checks again on
 * the facts when the action runs, and the task shows the outcome.
 */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventResolutionController {

    static final int EVENTS_MAX = 500;

    private static final String TITLE = "Event cannot be resolved this way";

    /**
     * A request to resolve several events. Applies to all events alike, so it has no field that differs for each.
     *
     * @param ids the ids of 1 to 500 events of one type
     * @param action the action to take on each
     * @param reason required with IGNORE: why they are snoozed
     * @param until required with IGNORE: end of the snooze, ISO 8601 with a zone, at most 366 days from now
     * @param assignee with ASSIGN: me, a name, or null to unassign
     */
    record BulkBody(
            @Schema(requiredMode = REQUIRED) @Nullable List<@Nullable String> ids,
            @Schema(requiredMode = REQUIRED) @Nullable String action,
            @Nullable String reason,
            @Nullable String until,
            @Nullable String assignee) {}

    /** Why one event cannot be resolved as requested. */
    record EventRefusal(String id, @Nullable String siteUid, String reason) {}

    private final ConsoleView view;
    private final RequestPublisher requests;
    private final InstantSource clock;

    EventResolutionController(ConsoleView view, RequestPublisher requests, InstantSource clock) {
        this.view = view;
        this.requests = requests;
        this.clock = clock;
    }

    /** @param id the id of the event */
    @PostMapping("/{id}/resolution")
    @Operation(
            operationId = "resolveEvent",
            summary = "Resolves an event",
            description =
                    "With one of its actions, or with ASSIGN or RECHECK. The facts are checked again when the action"
                            + " runs. 422 gives the reason of a refusal; factsChanged=true if the facts differ from those that were"
                            + " sent, or the event is closed or being resolved. DELETE carries endpoints, the number of machines with an"
                            + " agent as POST /api/companies/{id}/machine-count has counted them; 422 if there are more by now.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> resolve(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String id,
            @RequestBody ResolutionBody body) {
        var tenant = view.of(session.tenant());
        var event = tenant.findEvent(id).orElseThrow(() -> ApiProblem.missing("event"));
        var request = body.toRequest(session);
        event.objection(request, clock.instant()).ifPresent(objection -> {
            var stale = event.isStale(request);
            var type = stale ? ProblemType.FACTS_CHANGED : ProblemType.EVENTS_REFUSED;
            throw ApiProblem.of(type, TITLE, objection).with("factsChanged", stale);
        });
        if (event.confirms(request.action())) {
            var seen = request.endpoints() == null ? 0 : request.endpoints();
            ShownMachines.refuseIfMore(event.subject().companyId(), seen, tenant, clock.instant());
        }
        return Accepted.of(requests.resolve(session.requester(), List.of(event.id()), request));
    }

    @PostMapping("/resolution")
    @Operation(
            operationId = "resolveEvents",
            summary = "Resolves several events of one type",
            description =
                    "At most 500, all in the same way, each decided separately; the task has an item for each. Only"
                            + " actions that do not delete a company and need no name. 422 with a reason for each event that cannot"
                            + " be resolved, and then none is.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> resolveAll(@AuthenticationPrincipal ConsoleSession session, @RequestBody BulkBody body) {
        var ids = ids(body.ids());
        var request = new ResolutionBody(body.action(), null, body.reason(), body.until(), null, null, body.assignee())
                .toRequest(session);
        var tenant = view.of(session.tenant());
        var events = ids.stream()
                .map(id -> tenant.findEvent(id).orElseThrow(() -> ApiProblem.missing("event: " + id)))
                .toList();
        if (events.stream().map(Event::type).distinct().count() > 1) {
            throw ApiProblem.of(
                    ProblemType.EVENTS_REFUSED,
                    "Events of different types",
                    "Nothing was done, because these events are of different types, and an action can mean something else"
                            + " for each. Choose events of one type.");
        }
        var refusals = events.stream()
                .flatMap(event -> objection(event, request).stream())
                .toList();
        if (!refusals.isEmpty()) {
            throw ApiProblem.of(
                            ProblemType.EVENTS_REFUSED,
                            "Events cannot be resolved this way",
                            "Nothing was done, because %d of the %d events cannot be resolved this way."
                                    .formatted(refusals.size(), events.size()))
                    .with("refusals", refusals);
        }
        return Accepted.of(requests.resolve(session.requester(), ids, request));
    }

    private java.util.Optional<EventRefusal> objection(Event event, ResolutionRequest request) {
        return event.objectionAmongMany(request, clock.instant())
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
