package dev.companion.console.web.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Every kind of refusal and failure of the REST API. Programs branch on {@link #uri()}, which never changes; title and
 * detail are for people and may be reworded.
 */
public enum ProblemType {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            "A parameter or the body is not valid. The detail names it and what is expected.",
            "Correct the request."),
    NOT_SIGNED_IN(
            HttpStatus.UNAUTHORIZED,
            "There is no session, or it has ended.",
            "Sign in with `POST /api/session`, then repeat the request."),
    CREDENTIALS_REJECTED(
            HttpStatus.UNAUTHORIZED, "Datto RMM does not accept the keys of a sign-in.", "Sign in with valid keys."),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "The request is not allowed from where it comes.", "Do not repeat it."),
    TOKEN_MISSING(
            HttpStatus.FORBIDDEN,
            "A change came without the session's token.",
            "Send the header `X-CSRF-TOKEN` with the `csrfToken` of `GET /api/session`."),
    NOT_ADMINISTRATOR(
            HttpStatus.FORBIDDEN,
            "The keys of a sign-in belong to a user who is not an administrator in Datto RMM.",
            "Sign in with the keys of an administrator."),
    OTHER_ADDRESS(
            HttpStatus.FORBIDDEN,
            "The account of a sign-in is known here with another API URL.",
            "Do what the detail says."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "What the address names does not exist, or belongs to another tenant.",
            "Read the list again."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The address does not have this method. The response header lists those that it has.",
            "Correct the request."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The address has no answer in the requested media type.",
            "Ask for `application/json`, or `text/csv` where the document lists it."),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time. Nothing was changed.", "Repeat the request."),
    CONFLICT(
            HttpStatus.CONFLICT,
            "What the request is about has changed, or belongs to another tenant.",
            "Read it again, then decide."),
    DELETIONS_CHANGED(
            HttpStatus.CONFLICT,
            "The set of held deletions is another one by now; `hold` is the present one.",
            "Review the present set, then decide on it."),
    PLAN_STALE(
            HttpStatus.CONFLICT,
            "Something changed since the plan was made; `changes` says what, for each site. Nothing was changed.",
            "Show the changes to a person, and make a new plan with `POST /api/plans/{id}/renewal`."),
    PLAN_CHANGED(
            HttpStatus.CONFLICT,
            "The plan has another `revision` than the one that is to be applied. Nothing was changed.",
            "Read the plan again, then decide."),
    PLAN_ENDED(
            HttpStatus.CONFLICT,
            "The plan was applied, is stale or has expired, so it cannot be changed or applied. Nothing was changed.",
            "Make a new plan with `POST /api/plans/{id}/renewal`."),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than the limit.", "Send less at once."),
    MEDIA_TYPE_NOT_SUPPORTED(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body is not of a media type that the address reads.",
            "Send `Content-Type: application/json`."),
    REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The request is valid, but not possible now. Nothing was changed.",
            "Do what the detail says."),
    NOT_CONNECTED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "A vendor that the request needs is not connected. Nothing was changed.",
            "Save its credentials under `/api/settings`, then repeat the request."),
    PAUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Work for the tenant is paused. Nothing was changed.",
            "Resume work with `PUT /api/settings/pause`, then repeat the request."),
    SITES_REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The request is not possible for some of the sites; `refusals` has a reason for each. Nothing was changed"
                    + " for any site.",
            "Correct these sites or leave them out, then repeat the request."),
    EVENTS_REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The action is not possible for the event, or for some of the events; then `refusals` has a reason for each."
                    + " Nothing was changed.",
            "Choose another action, or leave these events out."),
    FACTS_CHANGED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The event has changed since it was read, or it is closed or being resolved. Nothing was changed.",
            "Read the event again, then decide."),
    COMPANY_REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The decision about the company is not possible. Nothing was changed.",
            "Do what the detail says."),
    MACHINES_CHANGED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The company has more machines with an agent than the person saw; `machines` is the present count. Nothing was"
                    + " changed.",
            "Show the present number to a person, who decides again."),
    CREDENTIALS_NOT_SAVED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The credentials or their address cannot be used, or could not be checked. Nothing was saved.",
            "Do what the detail says."),
    PERMISSIONS_MISSING(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The GravityZone API key lacks permissions; `missingPermissions` names them. Nothing was saved.",
            "Add them to the key in GravityZone, then repeat the request."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "There were too many attempts.",
            "Wait for as many seconds as `Retry-After` says."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The request failed, and it is not known whether anything was changed.",
            "Read what the request is about before it is repeated. The cause is in the console's log."),
    NOT_WRITABLE(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The request could not be sent. Nothing was changed.",
            "Do not repeat it. The cause is in the console's log."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The console cannot answer now.",
            "Wait for as many seconds as `Retry-After` says, then repeat the request."),
    STARTING(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The console is still loading its data. Nothing was changed.",
            "Wait for as many seconds as `Retry-After` says, then repeat the request."),
    NOT_CONFIRMED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The message log did not confirm the request, so it is not known whether it was accepted.",
            "Read what the request is about before it is repeated."),
    NOT_SENT(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The request could not be sent, because the schema registry does not respond. Nothing was changed.",
            "Wait for as many seconds as `Retry-After` says, then repeat the request."),
    VENDOR_UNREACHABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "A vendor does not respond, so the credentials of a sign-in could not be checked.",
            "Wait for as many seconds as `Retry-After` says, then repeat the request.");

    private static final String PREFIX = "urn:companion:problem:";

    private final HttpStatus status;
    private final String meaning;
    private final String reaction;

    ProblemType(HttpStatus status, String meaning, String reaction) {
        this.status = status;
        this.meaning = meaning;
        this.reaction = reaction;
    }

    /** The {@code type} of the problem, such as {@code urn:companion:problem:not-found}. */
    public URI uri() {
        return URI.create(PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public HttpStatus status() {
        return status;
    }

    /** What has happened, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What a program does about it, in a sentence. */
    public String reaction() {
        return reaction;
    }

    /**
     * The first type of the status, which is its most general one. A status that no type has is an invalid request, or
     * an internal error.
     */
    public static ProblemType of(HttpStatusCode status) {
        return Arrays.stream(values())
                .filter(type -> type.status.value() == status.value())
                .findFirst()
                .orElse(status.is4xxClientError() ? INVALID_REQUEST : INTERNAL_ERROR);
    }
}
