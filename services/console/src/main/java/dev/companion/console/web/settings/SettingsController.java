package dev.companion.console.web.settings;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.event.Policies;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.query.Accepted;
import dev.companion.vendor.Secret;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.Pasted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The tenant's settings. A save is checked and published as a request. The response is 200 with the settings when the
 * effect shows in the view, or 202 with the task if that takes too long.
 */
@RestController
@RequestMapping("/api/settings")
@Tag(name = "Settings")
class SettingsController {

    private static final int FIELD_MAX = 1_000;

    /**
     * The connection to GravityZone.
     *
     * @param accessUrl the Access URL that GravityZone shows with the API key
     * @param apiKey the API key; null or blank keeps the present one
     */
    record GravityZoneBody(
            @Schema(requiredMode = REQUIRED) @Nullable String accessUrl,
            @Nullable String apiKey) {

        @Override
        public String toString() {
            return "GravityZoneBody[]";
        }
    }

    /**
     * The connection to Datto RMM.
     *
     * @param apiUrl the API URL that Datto RMM shows for the user
     * @param apiKey the API key; null or blank keeps the present one
     * @param apiSecretKey the API secret key; null or blank keeps the present one
     */
    record RmmBody(
            @Schema(requiredMode = REQUIRED) @Nullable String apiUrl,
            @Nullable String apiKey,
            @Nullable String apiSecretKey) {

        @Override
        public String toString() {
            return "RmmBody[]";
        }
    }

    /**
     * Whether to pause.
     *
     * @param paused true to pause all work for the tenant, false to resume it
     */
    record PauseBody(
            @Schema(requiredMode = REQUIRED) @Nullable Boolean paused) {}

    /**
     * Whether to repair automatically.
     *
     * @param enabled true to repair, false to only record
     */
    record HealingBody(
            @Schema(requiredMode = REQUIRED) @Nullable Boolean enabled) {}

    private final SettingsAccess settingsAccess;
    private final CredentialsHandler credentials;
    private final RequestPublisher requests;

    SettingsController(SettingsAccess settingsAccess, CredentialsHandler credentials, RequestPublisher requests) {
        this.settingsAccess = settingsAccess;
        this.credentials = credentials;
        this.requests = requests;
    }

    @GetMapping
    @Operation(
            operationId = "getSettings",
            summary = "Returns the settings",
            description = "Without credentials, except for the last four characters of each key.")
    SettingsItem get(@AuthenticationPrincipal ConsoleSession session) {
        return item(session);
    }

    @PutMapping("/gravityzone")
    @Operation(
            operationId = "saveGravityZone",
            summary = "Saves the GravityZone connection",
            description =
                    "Tested first; 422 names missing API permissions. A blank apiKey keeps the present one. 409 if the"
                            + " key's company belongs to another Datto RMM account, is inside its company, or contains it.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> saveGravityZone(
            @AuthenticationPrincipal ConsoleSession session,
            @RequestBody GravityZoneBody body,
            HttpServletRequest request) {
        var apiKey = secret("apiKey", body.apiKey(), Pasted::compact);
        var requestId = credentials.saveGravityZone(
                session, field("accessUrl", body.accessUrl()), apiKey, request.getRemoteAddr());
        return answer(
                session,
                requestId,
                settings -> Optional.ofNullable(settings.connectedGravityZone())
                        .filter(access ->
                                apiKey == null || access.apiKeyLastFour().equals(apiKey.lastFour()))
                        .isPresent());
    }

    @PutMapping("/rmm")
    @Operation(
            operationId = "saveRmm",
            summary = "Saves the Datto RMM connection",
            description = "Tested first; it must be the account that is signed in. Blank keys keep the present ones.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> saveRmm(
            @AuthenticationPrincipal ConsoleSession session, @RequestBody RmmBody body, HttpServletRequest request) {
        var apiKey = secret("apiKey", body.apiKey(), Pasted::compact);
        var requestId = credentials.saveRmm(
                session,
                field("apiUrl", body.apiUrl()),
                apiKey,
                secret("apiSecretKey", body.apiSecretKey(), Pasted::trimmed),
                request.getRemoteAddr());
        return answer(
                session,
                requestId,
                settings -> Optional.ofNullable(settings.connectedRmm())
                        .filter(access ->
                                apiKey == null || access.apiKeyLastFour().equals(apiKey.lastFour()))
                        .isPresent());
    }

    @PutMapping("/default-package")
    @Operation(
            operationId = "saveDefaultPackage",
            summary = "Saves the default package",
            description =
                    "Used for later links. Whatever is left out stays as it is. Existing packages are changed only by"
                            + " POST /api/settings/default-package/application.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> saveDefaultPackage(
            @AuthenticationPrincipal ConsoleSession session, @RequestBody DefaultPackageBody body) {
        var wanted = body.over(settingsAccess.settings(session).defaultPackage());
        var requestId = requests.saveDefaultPackage(session.requester(), wanted);
        return answer(
                session,
                Optional.of(requestId),
                settings -> settings.defaultPackage().equals(wanted));
    }

    @PutMapping("/pause")
    @Operation(
            operationId = "setPaused",
            summary = "Pauses or resumes all work for the tenant",
            description = "While paused, nothing is read from the vendors and nothing is changed there.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> pause(@AuthenticationPrincipal ConsoleSession session, @RequestBody PauseBody body) {
        if (body.paused() == null) {
            throw ApiProblem.malformed("paused: not given", "true or false");
        }
        boolean paused = body.paused();
        observed(session);
        var requestId = requests.setPaused(session.requester(), paused);
        return answer(session, Optional.of(requestId), settings -> settings.paused() == paused);
    }

    @PutMapping("/healing")
    @Operation(
            operationId = "setHealing",
            summary = "Switches automatic repair on or off",
            description = "On: a package or site variable of a ready link that is changed outside Companion is repaired"
                    + " automatically. Off: the change is only recorded and shown.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> heal(@AuthenticationPrincipal ConsoleSession session, @RequestBody HealingBody body) {
        if (body.enabled() == null) {
            throw ApiProblem.malformed("enabled: not given", "true or false");
        }
        boolean enabled = body.enabled();
        observed(session);
        var requestId = requests.setHealing(session.requester(), enabled);
        return answer(session, Optional.of(requestId), settings -> settings.healing() == enabled);
    }

    @PutMapping("/policies")
    @Operation(
            operationId = "savePolicies",
            summary = "Saves the automation policies",
            description =
                    "policies: OBSERVE, SUGGEST or ACT for each type of event to change; suggestions: the same for"
                            + " linking sites to companies. Whatever is left out stays as it is. ASSOCIATION_MISSING,"
                            + " PACKAGE_MISSING and PACKAGE_LINK_CHANGED share one level. 422 for a level that a type cannot"
                            + " have; no rule ever deletes a company.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> savePolicies(
            @AuthenticationPrincipal ConsoleSession session, @RequestBody PoliciesBody body) {
        var levels = body.levels();
        var suggestions = body.suggestionLevel();
        observed(session);
        DiscrepancyType.objection(levels).ifPresent(objection -> {
            throw ApiProblem.refused("Policies not saved", "Nothing was saved. " + objection);
        });
        var requested = Policies.withSharedLevels(levels);
        var requestId = requests.savePolicies(session.requester(), requested, suggestions);
        return answer(
                session, Optional.of(requestId), settings -> settings.policies().include(requested, suggestions));
    }

    @PutMapping("/observation")
    @Operation(
            operationId = "saveObservation",
            summary = "Saves the synchronisation settings",
            description =
                    "Whether e-mail addresses of users are published, and the deletion limit: how many deletions of"
                            + " one list in 24 hours are accepted without asking, guardFloor rows (0 to 1,000) or guardPercent"
                            + " percent of the list (0 to 100), whichever is more. Whatever is left out stays as it is.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsItem.class)))
    ResponseEntity<Object> saveObservation(
            @AuthenticationPrincipal ConsoleSession session, @RequestBody ObservationBody body) {
        var wanted = body.over(settingsAccess.settings(session).observation());
        observed(session);
        var requestId = requests.saveObservation(session.requester(), wanted);
        return answer(
                session,
                Optional.of(requestId),
                settings -> settings.observation().equals(wanted));
    }

    private void observed(ConsoleSession session) {
        if (!settingsAccess.settings(session).isObserved()) {
            throw ApiProblem.notObserved();
        }
    }

    private ResponseEntity<Object> answer(
            ConsoleSession session, Optional<String> requestId, Predicate<TenantSettings> effect) {
        if (requestId.isEmpty() || settingsAccess.awaitEffect(session, requestId.get(), effect)) {
            return ResponseEntity.ok(item(session));
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/tasks/" + requestId.get()))
                .body(new Accepted(requestId.get()));
    }

    private SettingsItem item(ConsoleSession session) {
        return SettingsItem.of(session.tenant().tenantId(), settingsAccess.settings(session));
    }

    private static String field(String name, @Nullable String value) {
        var address = value == null ? "" : Pasted.compact(value);
        if (address.isEmpty() || address.length() > FIELD_MAX) {
            throw ApiProblem.malformed(name, "1 to %d characters".formatted(FIELD_MAX));
        }
        return address;
    }

    private static @Nullable Secret secret(String name, @Nullable String value, UnaryOperator<String> cleaning) {
        if (value != null && value.length() > FIELD_MAX) {
            throw ApiProblem.malformed(name, "at most %d characters".formatted(FIELD_MAX));
        }
        var cleaned = value == null ? "" : cleaning.apply(value);
        return cleaned.isEmpty() ? null : Secret.of(cleaned);
    }
}
