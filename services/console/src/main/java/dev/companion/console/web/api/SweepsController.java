package dev.companion.console.web.api;

import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.settings.SettingsAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reading the vendors' lists without waiting for the next turn. */
@RestController
@RequestMapping("/api/sweeps")
@Tag(name = "Sweeps")
class SweepsController {

    private final SettingsAccess desk;
    private final RequestPublisher requests;

    SweepsController(SettingsAccess desk, RequestPublisher requests) {
        this.desk = desk;
        this.requests = requests;
    }

    @PostMapping
    @Operation(
            summary = "Reads all lists of the tenant now",
            description = "Sites and users of Datto RMM, companies and packages of GravityZone. The task is done when"
                    + " the wish is taken over; the reading then takes as long as the vendors' limits ask for. 422"
                    + " while the tenant is paused.")
    ResponseEntity<Accepted> sweepNow(@AuthenticationPrincipal ConsoleSession session) {
        var settings = desk.settings(session);
        if (!settings.isObserved()) {
            throw ApiProblem.notObserved();
        }
        if (settings.paused()) {
            throw ApiProblem.refused(
                    "Work is paused",
                    "Nothing is read, since work for this tenant is paused. Resume it under Settings, then ask again.");
        }
        return Accepted.of(requests.sweepNow(session.requester()));
    }
}
