package dev.companion.console.web.problem;

import dev.companion.console.domain.site.LinkRefusal;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Why a request is refused, as problem+json. The detail says what is wrong, its effect and what to do. */
public final class ApiProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private ApiProblem(ProblemType type, String title, String detail) {
        super(type.status(), body(type, title, detail), null);
    }

    private static ProblemDetail body(ProblemType type, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(type.status(), detail);
        body.setType(type.uri());
        body.setTitle(title);
        return body;
    }

    /** A problem of the most general type of its status, which a type must have: the answer has the type's status. */
    public static ApiProblem of(HttpStatus status, String title, String detail) {
        var type = ProblemType.of(status);
        if (type.status() != status) {
            throw new IllegalArgumentException("no type of problem has the status " + status);
        }
        return of(type, title, detail);
    }

    public static ApiProblem of(ProblemType type, String title, String detail) {
        return new ApiProblem(type, title, detail);
    }

    /** 400: the request is invalid. {@code rule} says what is expected. */
    public static ApiProblem malformed(String name, String rule) {
        return new ApiProblem(
                ProblemType.INVALID_REQUEST, "Invalid request", "%s (expected: %s).".formatted(name, rule));
    }

    /** 404, both for what does not exist and for what belongs to another tenant. */
    public static ApiProblem missing(String what) {
        return new ApiProblem(ProblemType.NOT_FOUND, "Not found", "This %s does not exist.".formatted(what));
    }

    /** 422: valid, but not possible. Nothing was changed. */
    public static ApiProblem refused(String title, String detail) {
        return new ApiProblem(ProblemType.REFUSED, title, detail);
    }

    /** 422: no vendor of the tenant is connected yet. */
    public static ApiProblem notObserved() {
        return of(
                ProblemType.NOT_CONNECTED,
                "Nothing is connected yet",
                "Nothing was changed, because neither Datto RMM nor GravityZone is connected. Save the credentials under"
                        + " Settings first.");
    }

    public static ApiProblem refused(String title, List<LinkRefusal> refusals) {
        var detail =
                "Nothing was changed, because %d of the sites cannot be changed. Correct them or leave them out, and try again."
                        .formatted(refusals.size());
        return of(ProblemType.SITES_REFUSED, title, detail).with("refusals", refusals);
    }

    public ApiProblem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    public ApiProblem retryAfter(long seconds) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        return this;
    }
}
