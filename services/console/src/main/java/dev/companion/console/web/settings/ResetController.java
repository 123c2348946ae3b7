package dev.companion.console.web.settings;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.tenant.Resets;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erases everything that Companion holds of the tenant. Nothing is changed at the vendors. */
@RestController
@RequestMapping("/api/tenant/reset")
@Tag(name = "Settings")
class ResetController {

    private static final int NAME_MAX = 1_000;

    /**
     * Confirms the reset.
     *
     * @param confirm the name of the tenant, as it is shown
     */
    record ResetBody(
            @Schema(requiredMode = REQUIRED) @Nullable String confirm) {}

    /**
     * Resets of the tenant.
     *
     * @param underWay the reset in progress; null if there is none
     * @param last the newest one that is done; null if there was none, or if it is no longer on the audit trail
     */
    record ResetItem(
            @Nullable UnderWayItem underWay, @Nullable DoneItem last) {

        static ResetItem of(Resets resets) {
            var underWay = resets.underWay();
            var last = resets.last();
            return new ResetItem(
                    underWay == null
                            ? null
                            : new UnderWayItem(
                                    underWay.requestId(),
                                    underWay.startedAt(),
                                    underWay.erased(),
                                    underWay.waitingFor()),
                    last == null ? null : new DoneItem(last.at(), last.by(), last.receipt(), last.kept()));
        }
    }

    /**
     * A reset in progress.
     *
     * @param taskId for {@code GET /api/tasks/{id}}
     * @param startedAt when it was requested
     * @param erased the services that have stopped their work and erased what they held
     * @param waitingFor the services that have not
     */
    record UnderWayItem(String taskId, Instant startedAt, List<String> erased, List<String> waitingFor) {}

    /**
     * A reset that is done.
     *
     * @param at when it was done
     * @param by last four characters of the API key that requested it
     * @param receipt how many keys were erased from each topic
     * @param kept what is kept, and until when
     */
    record DoneItem(Instant at, String by, String receipt, String kept) {}

    private final ConsoleView view;
    private final SettingsAccess settingsAccess;
    private final RequestPublisher requests;

    ResetController(ConsoleView view, SettingsAccess settingsAccess, RequestPublisher requests) {
        this.view = view;
        this.settingsAccess = settingsAccess;
        this.requests = requests;
    }

    @GetMapping
    @Operation(
            operationId = "getReset",
            summary = "Returns how far a reset is, and the receipt of the last one",
            description =
                    "The receipt counts the keys that were erased from each topic. It is kept on the audit trail.")
    ResetItem get(@AuthenticationPrincipal ConsoleSession session) {
        return ResetItem.of(view.of(session.tenant()).resets());
    }

    @PostMapping
    @Operation(
            operationId = "resetTenant",
            summary = "Erases everything that Companion holds of the tenant",
            description =
                    "Work stops, and settings, keys, links, statuses, suggestions and events are erased. Nothing is changed at"
                            + " the vendors, and the tenant can be set up again afterwards. 422 unless confirm is the tenant's"
                            + " name, and while another reset is in progress.")
    @ApiResponse(responseCode = "202")
    ResponseEntity<Accepted> reset(@AuthenticationPrincipal ConsoleSession session, @RequestBody ResetBody body) {
        var typed = Optional.ofNullable(body.confirm()).map(String::strip).orElse("");
        if (typed.isEmpty() || typed.length() > NAME_MAX) {
            throw ApiProblem.malformed("confirm", "1 to %d characters".formatted(NAME_MAX));
        }
        var tenant = view.of(session.tenant());
        if (tenant.resets().underWay() != null) {
            throw refused("This account is being erased already.");
        }
        if (tenant.settings().isEmpty()) {
            throw refused("There is nothing to erase: no settings are saved for this account.");
        }
        var name = settingsAccess.settings(session).tenantName();
        if (!typed.equals(name.strip()) && !typed.equals(session.tenantName().strip())) {
            throw refused("The account is called “%s”, not “%s”. Type its name exactly.".formatted(name, typed));
        }
        return Accepted.of(requests.resetTenant(session.requester(), typed));
    }

    private static ApiProblem refused(String why) {
        return ApiProblem.refused("Account not reset", "Nothing was erased. " + why);
    }
}
