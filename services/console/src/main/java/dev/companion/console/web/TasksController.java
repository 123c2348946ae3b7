package dev.companion.console.web;

import dev.companion.console.domain.Task;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far requests have come. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks")
class TasksController {

    private final ConsoleView view;
    private final InstantSource clock;

    TasksController(ConsoleView view, InstantSource clock) {
        this.view = view;
        this.clock = clock;
    }

    @GetMapping("/{id}")
    @Operation(summary = "Tells how far a task has come", description = "With the state of each of its sites.")
    Task get(@AuthenticationPrincipal ConsoleSession session, @PathVariable String id) {
        return view.of(session.tenant()).findTask(id, clock.instant()).orElseThrow(() -> ApiProblem.missing("task"));
    }
}
