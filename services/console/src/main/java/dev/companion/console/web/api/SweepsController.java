package dev.companion.console.web.api;

import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.settings.SettingsAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests a sweep of all lists without waiting for the next scheduled one. */
@RestController
@RequestMapping("/api/sweeps")
@Tag(name = "Sweeps")
class SweepsController {

    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;

    SweepsController(SettingsAccess settingsAccess, RequestPublisher requests) {
        this.settingsAccess = settingsAccess;
        this.requests = requests;
    }

    @PostMapping
    @Operation(
            operationId = "checkNow",
            summary = "Checks both vendors now",
            description =
                    "Reads sites and users of Datto RMM, companies and packages of GravityZone, and reads back package and"
                            + " site variable of every ready link. It takes as long as the vendors' limits require; the task"
                            + " shows the progress and is done when the lists of sites and companies and all ready links were"
                            + " read; users and packages can take longer. 422 while the tenant is paused.")
    ResponseEntity<Accepted> sweepNow(@AuthenticationPrincipal ConsoleSession session) {
        var settings = settingsAccess.settings(session);
        if (!settings.isObserved()) {
            throw ApiProblem.notObserved();
        }
        if (settings.paused()) {
            throw ApiProblem.of(
                    ProblemType.PAUSED,
                    "Work is paused",
                    "Nothing is checked, because work for this tenant is paused. Resume it under Settings, then try again.");
        }
        return Accepted.of(requests.sweepNow(session.requester()));
    }
}
