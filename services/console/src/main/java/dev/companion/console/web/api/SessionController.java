package dev.companion.console.web.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.security.ConsoleSession;
import dev.companion.console.security.ConsoleSessions;
import dev.companion.console.security.SessionCookie;
import dev.companion.console.security.SignIn;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.SignInDoor;
import dev.companion.console.web.app.DemoSignIn;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.vendor.Secret;
import dev.companion.vocabulary.Pasted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs in and out, with the credentials of a Datto RMM administrator. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "Session")
class SessionController {

    private static final int FIELD_MAX = 500;

    /**
     * What a browser forgets at sign-out. Without "cookies", which would end sessions on neighbouring hosts and ports as
     * well; the session's own cookie is deleted by its name.
     */
    private static final String CLEARED = "\"cache\", \"storage\"";

    /**
     * The credentials of a Datto RMM administrator.
     *
     * @param apiUrl the API URL that Datto RMM shows for the user
     * @param apiKey the API key of the user
     * @param apiSecretKey the API secret key of the user
     */
    record SignInBody(
            @Schema(requiredMode = REQUIRED) @Nullable String apiUrl,
            @Schema(requiredMode = REQUIRED) @Nullable String apiKey,
            @Schema(requiredMode = REQUIRED) @Nullable String apiSecretKey) {

        @Override
        public String toString() {
            return "SignInBody[]";
        }
    }

    /**
     * A tenant, which is a Datto RMM account.
     *
     * @param id the uid of the account
     * @param name the name of the account
     */
    record SessionTenant(String id, String name) {}

    /**
     * The session of an administrator.
     *
     * @param tenant the tenant that the session is for
     * @param integrationConfigured whether both vendors are connected, so that sites can be linked
     * @param csrfToken for the header X-CSRF-TOKEN of every change
     * @param apiKeyLastFour the last four characters of the API key that signed in
     * @param demo what connects to the simulated vendors; null unless this is a demo
     */
    record SessionItem(
            SessionTenant tenant,
            boolean integrationConfigured,
            String csrfToken,
            String apiKeyLastFour,
            @Nullable DemoItem demo) {}

    /**
     * Addresses and keys of the simulated vendors, which open nothing else.
     *
     * @param apiUrl the API URL of Datto RMM
     * @param apiKey the API key of Datto RMM
     * @param apiSecretKey the API secret key of Datto RMM
     * @param accessUrl the Access URL of GravityZone
     * @param gravityZoneApiKey the API key of GravityZone
     */
    record DemoItem(String apiUrl, String apiKey, String apiSecretKey, String accessUrl, String gravityZoneApiKey) {

        static @Nullable DemoItem of(DemoSignIn demo) {
            return demo.on()
                    ? new DemoItem(
                            demo.apiUrl(),
                            demo.apiKey(),
                            demo.apiSecretKey(),
                            demo.accessUrl(),
                            demo.gravityZoneApiKey())
                    : null;
        }

        @Override
        public String toString() {
            return "DemoItem[]";
        }
    }

    private final SignIn signIn;
    private final ConsoleSessions sessions;
    private final SessionCookie cookie;
    private final ConsoleView view;
    private final DemoSignIn demo;

    SessionController(
            SignIn signIn, ConsoleSessions sessions, SessionCookie cookie, ConsoleView view, DemoSignIn demo) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookie = cookie;
        this.view = view;
        this.demo = demo;
    }

    @PostMapping
    @Operation(
            operationId = "signIn",
            summary = "Signs in",
            description = "The secret key is not stored. The response sets the session cookie.")
    ResponseEntity<SessionItem> signIn(
            @RequestBody SignInBody body,
            HttpServletRequest request,
            @AuthenticationPrincipal @Nullable ConsoleSession former) {
        var answer = signIn.attempt(
                SignInDoor.arrivalOf(request),
                Pasted.compact(field("apiUrl", body.apiUrl())),
                Secret.of(Pasted.compact(field("apiKey", body.apiKey()))),
                Secret.of(Pasted.trimmed(field("apiSecretKey", body.apiSecretKey()))),
                request.getRemoteAddr());
        return switch (answer) {
            case SignIn.Answer.SignedIn(var session) -> {
                if (former != null) {
                    sessions.end(former, "signed in again");
                }
                yield ResponseEntity.ok()
                        .header(HttpHeaders.SET_COOKIE, cookie.set(session))
                        .body(item(session));
            }
            case SignIn.Answer.TooManyTries(var retryAfter) ->
                throw ApiProblem.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "Too many attempts",
                                "There were too many failed sign-in attempts from this address or with this key. Try again in %d seconds."
                                        .formatted(retryAfter.toSeconds() + 1))
                        .retryAfter(retryAfter.toSeconds() + 1);
            case SignIn.Answer.Refused(var why) -> throw problem(why);
        };
    }

    @GetMapping
    @Operation(
            operationId = "getSession",
            summary = "Returns the session",
            description = "With the token that every change needs.")
    SessionItem get(@AuthenticationPrincipal ConsoleSession session) {
        return item(session);
    }

    @DeleteMapping
    @Operation(operationId = "signOut", summary = "Signs out", description = "Ends the session and its streams.")
    @ApiResponse(responseCode = "204", description = "Signed out.")
    ResponseEntity<Void> signOut(@AuthenticationPrincipal ConsoleSession session) {
        sessions.end(session, "signed out");
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.clear())
                .header("Clear-Site-Data", CLEARED)
                .build();
    }

    private SessionItem item(ConsoleSession session) {
        var configured = view.of(session.tenant())
                .settings()
                .map(TenantSettings::isIntegrationConfigured)
                .orElse(false);
        return new SessionItem(
                new SessionTenant(session.tenant().tenantId(), session.tenantName()),
                configured,
                session.csrfToken(),
                session.keyLastFour(),
                DemoItem.of(demo));
    }

    private static String field(String name, @Nullable String value) {
        if (value == null || value.length() > FIELD_MAX || Pasted.compact(value).isEmpty()) {
            throw ApiProblem.malformed(name, "1 to %d characters".formatted(FIELD_MAX));
        }
        return value;
    }

    private static ApiProblem problem(RmmProbe.Answer why) {
        return switch (why) {
            case RmmProbe.Answer.Accepted _ -> throw new IllegalStateException("an accepted probe is no refusal");
            case RmmProbe.Answer.WrongCredentials _ ->
                ApiProblem.of(
                        ProblemType.CREDENTIALS_REJECTED,
                        "Not signed in",
                        "Datto RMM does not accept the API key or the API secret key. Check both, the API URL (a key works"
                                + " on its own platform only), and that API access is switched on in Datto RMM.");
            case RmmProbe.Answer.NotAdministrator _ ->
                ApiProblem.of(
                        ProblemType.NOT_ADMINISTRATOR,
                        "Administrators only",
                        "The key is valid, but its owner is not an administrator in Datto RMM. Use the key of a user whose"
                                + " security level is administrator.");
            case RmmProbe.Answer.BadAddress(var detail) ->
                ApiProblem.of(
                        ProblemType.CREDENTIALS_NOT_SAVED,
                        "API URL cannot be used",
                        "The API URL cannot be used: %s.".formatted(detail));
            case RmmProbe.Answer.UnusableAccount _ ->
                ApiProblem.of(
                        ProblemType.CREDENTIALS_NOT_SAVED,
                        "Account cannot be used",
                        "The id of this Datto RMM account contains characters that Companion cannot use safely. Nothing"
                                + " was stored. Please report it, with the id that Datto RMM shows for your account.");
            case RmmProbe.Answer.OtherAddress other ->
                ApiProblem.of(ProblemType.OTHER_ADDRESS, RmmProbe.Answer.OtherAddress.TITLE, other.explanation());
            case RmmProbe.Answer.Unreachable(var detail, var retryAfter) -> {
                var problem = ApiProblem.of(
                        ProblemType.VENDOR_UNREACHABLE,
                        "Datto RMM cannot be reached",
                        "The credentials could not be checked: %s. Try again in a moment.".formatted(detail));
                yield problem.retryAfter(retryAfter == null ? 10 : retryAfter.toSeconds());
            }
        };
    }
}
