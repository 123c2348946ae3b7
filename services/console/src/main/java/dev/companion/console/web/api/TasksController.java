package dev.companion.console.web.api;

import dev.companion.console.domain.task.Task;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The progress of requests. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks")
class TasksController {

    private final ConsoleView view;
    private final RequestPublisher requests;
    private final InstantSource clock;

    TasksController(ConsoleView view, RequestPublisher requests, InstantSource clock) {
        this.view = view;
        this.requests = requests;
        this.clock = clock;
    }

    /** @param id the id of the task, as the request for it returned it */
    @GetMapping("/{id}")
    @Operation(
            operationId = "getTask",
            summary = "Returns the progress of a task",
            description =
                    "With the state of each of its sites. estimatedSecondsLeft is based on the last minute; null while"
                            + " fewer than three sites are done, and while there is no progress.")
    Task get(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return find(session, id);
    }

    /** @param id the id of the task, as the request for it returned it */
    @DeleteMapping("/{id}")
    @Operation(
            operationId = "cancelTask",
            summary = "Cancels what has not started",
            description =
                    "Of a task that links sites or applies the default package. What has started continues. The task"
                            + " in the response says how many were cancelled; 422 if there is nothing to cancel.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> cancel(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        var task = find(session, id);
        task.objectionToCancelling().ifPresent(objection -> {
            throw ApiProblem.refused("Nothing to cancel", "Nothing was changed. " + objection);
        });
        return Accepted.of(requests.cancel(session.requester(), task.id()));
    }

    private Task find(ConsoleSession session, String id) {
        return view.of(session.tenant()).findTask(id, clock.instant()).orElseThrow(() -> ApiProblem.missing("task"));
    }
}
