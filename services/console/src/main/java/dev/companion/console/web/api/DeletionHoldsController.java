package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.console.web.query.Accepted;
import dev.companion.console.web.query.EnumParam;
import dev.companion.console.web.query.ListPage;
import dev.companion.console.web.query.PageParams;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.vocabulary.ObservedKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Deletions above the deletion limit. A person decides on exactly the set that was shown: if it has changed, the
 * decision is refused and the present set is returned.
 */
@RestController
@RequestMapping("/api/deletion-holds")
@Tag(name = "Deletion holds")
class DeletionHoldsController {

    /**
     * A decision on held deletions.
     *
     * @param setId the set that was shown
     * @param approved whether exactly this set of deletions is published; false keeps the rows as they are
     */
    record DecisionBody(
            @Schema(requiredMode = REQUIRED) @Nullable String setId,
            @Schema(requiredMode = REQUIRED) @Nullable Boolean approved) {}

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;

    DeletionHoldsController(ConsoleView view, SettingsAccess settingsAccess, RequestPublisher requests) {
        this.view = view;
        this.settingsAccess = settingsAccess;
        this.requests = requests;
    }

    /**
     * @param page number of the page, counted from 0
     * @param size rows on a page
     */
    @GetMapping
    @Operation(
            operationId = "listDeletionHolds",
            summary = "Lists held deletions",
            description = "At most one set for each of the lists SITES, USERS and COMPANIES, with the decision.")
    ListPage<HoldItem> list(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "" + PageParams.SIZE_DEFAULT) int size) {
        var settings = settingsAccess.settings(session);
        var tenant = view.of(session.tenant());
        return ListPage.of(tenant.holds(), PageParams.of(page, size), hold -> HoldItem.of(hold, settings, tenant));
    }

    /** @param kind the list that the held deletions are of */
    @PostMapping("/{kind}/decision")
    @Operation(
            operationId = "decideDeletions",
            summary = "Decides on held deletions",
            description = "approved: exactly this set of deletions is published; otherwise the rows stay as they are."
                    + " 409 with the present set if it has changed.")
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "409", description = "The set has changed; hold is the present one")
    ResponseEntity<Accepted> decide(
            @AuthenticationPrincipal ConsoleSession session,
            @PathVariable String kind,
            @RequestBody DecisionBody body) {
        var list = EnumParam.one("kind", kind, ObservedKind.class);
        if (list == ObservedKind.UNKNOWN) {
            throw ApiProblem.malformed("kind: " + kind, "SITES, USERS or COMPANIES");
        }
        if (body.setId() == null || body.setId().isBlank()) {
            throw ApiProblem.malformed("setId: not given", "the setId as GET /api/deletion-holds lists it");
        }
        if (body.approved() == null) {
            throw ApiProblem.malformed("approved: not given", "true or false");
        }
        var hold = view.of(session.tenant()).holds().stream()
                .filter(each -> each.kind() == list)
                .findFirst()
                .orElseThrow(() -> nothingHeld(list));
        if (!hold.setId().equals(body.setId())) {
            throw changed(session, hold);
        }
        return Accepted.of(requests.decideDeletions(session.requester(), hold, body.approved()));
    }

    private ApiProblem nothingHeld(ObservedKind kind) {
        return ApiProblem.of(
                ProblemType.NOT_FOUND,
                "Nothing is held",
                "Nothing was decided, because no deletions of %s need a decision: they came back, or were decided"
                                .formatted(DeletionHold.noun(kind, 2))
                        + " already. Reload the page.");
    }

    private ApiProblem changed(ConsoleSession session, DeletionHold hold) {
        return ApiProblem.of(
                        ProblemType.DELETIONS_CHANGED,
                        "The missing %s have changed".formatted(DeletionHold.noun(hold.kind(), 2)),
                        "Nothing was decided, because the list changed after it was shown: now %,d of %,d %s are missing."
                                        .formatted(
                                                hold.missing(),
                                                hold.known(),
                                                DeletionHold.noun(hold.kind(), hold.known()))
                                + " Review what is missing now, and decide on that.")
                .with("hold", HoldItem.of(hold, settingsAccess.settings(session), view.of(session.tenant())));
    }
}
