package dev.companion.console.web.sweeps;

import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.settings.SettingsAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests that read the vendors at once: a sweep of all lists, or a search for links that were made before. */
@RestController
@RequestMapping("/api")
@Tag(name = "Sweeps")
class SweepsController {

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;

    SweepsController(ConsoleView view, SettingsAccess settingsAccess, RequestPublisher requests) {
        this.view = view;
        this.settingsAccess = settingsAccess;
        this.requests = requests;
    }

    @GetMapping("/sweeps")
    @Operation(
            operationId = "getSweeps",
            summary = "Returns how the lists are read",
            description =
                    "When the lists of sites and companies were last read and how far a sweep in progress is, the last"
                            + " check that a person requested, and the last search for earlier links.")
    SweepsItem sweeps(@AuthenticationPrincipal ConsoleSession session) {
        return SweepsItem.of(settingsAccess.settings(session), view.of(session.tenant()));
    }

    @PostMapping("/sweeps")
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

    @PostMapping("/link-searches")
    @Operation(
            operationId = "findLinks",
            summary = "Looks for links that were made before",
            description =
                    "Reads the site variable of each managed site, one call each at half of our share of the quota, and"
                            + " suggests the company whose installation link it holds; such a suggestion has linkedBefore. A"
                            + " variable that leads to no known package is told as a dispute. It changes nothing: accept with"
                            + " POST /api/links, which takes over company, package and variable. The task shows the progress."
                            + " 422 unless both sides are connected, and while the tenant is paused.")
    ResponseEntity<Accepted> findLinks(@AuthenticationPrincipal ConsoleSession session) {
        var settings = settingsAccess.settings(session);
        if (!settings.isIntegrationConfigured()) {
            throw ApiProblem.of(
                    ProblemType.NOT_CONNECTED,
                    "Integration not configured",
                    "Nothing is read, because GravityZone and Datto RMM are not both connected. Save the credentials of both"
                            + " under Settings first.");
        }
        if (settings.paused()) {
            throw ApiProblem.of(
                    ProblemType.PAUSED,
                    "Work is paused",
                    "Nothing is read, because work for this tenant is paused. Resume it under Settings, then try again.");
        }
        return Accepted.of(requests.findLinks(session.requester()));
    }
}
