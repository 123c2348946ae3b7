package dev.companion.console.web.problem;

import dev.companion.console.domain.site.LinkRefusal;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Why a request is not carried out, as problem+json. The detail says what is wrong, what follows and what to do. */
public final class ApiProblem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private ApiProblem(HttpStatus status, String title, String detail) {
        super(status, body(status, title, detail), null);
    }

    private static ProblemDetail body(HttpStatus status, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(title);
        return body;
    }

    public static ApiProblem of(HttpStatus status, String title, String detail) {
        return new ApiProblem(status, title, detail);
    }

    /** 400: the request cannot be understood. {@code rule} says what is expected. */
    public static ApiProblem malformed(String name, String rule) {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST, "Request not understood", "%s (expected: %s).".formatted(name, rule));
    }

    /** 404, for what is not there and for what is another tenant's alike. */
    public static ApiProblem missing(String what) {
        return new ApiProblem(HttpStatus.NOT_FOUND, "Not found", "There is no such %s.".formatted(what));
    }

    /** 422: understood, but it cannot work. Nothing was changed. */
    public static ApiProblem refused(String title, String detail) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, title, detail);
    }

    /** 422: nothing of the tenant is observed yet. */
    public static ApiProblem notObserved() {
        return refused(
                "Nothing is connected yet",
                "Nothing was changed, since neither Datto RMM nor GravityZone is connected and so nothing is read. Save"
                        + " the credentials under Settings first.");
    }

    public static ApiProblem refused(String title, List<LinkRefusal> refusals) {
        var detail =
                "Nothing was changed, since %d of the sites cannot be done. Correct or leave out those, and try again."
                        .formatted(refusals.size());
        return refused(title, detail).with("refusals", refusals);
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
