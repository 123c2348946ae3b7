package dev.companion.console.web.problem;

import dev.companion.console.requests.RequestLog.RequestNotConfirmed;
import dev.companion.console.requests.RequestLog.RequestNotWritten;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.door.BodyRefused;
import dev.companion.runtime.log.RepeatedLines;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Returns every failure of the REST API as problem+json, without content of the request. */
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors extends ResponseEntityExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiErrors.class);
    private static final RepeatedLines LINES = new RepeatedLines();

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notConfirmed(RequestNotConfirmed failure) {
        log(LOGGER::atWarn, failure, "request not confirmed by the log");
        var problem = ApiProblem.of(
                        ProblemType.NOT_CONFIRMED,
                        "Not confirmed",
                        "It is not known whether the request was accepted, because the message log does not respond. Check"
                                + " the list in a moment before you repeat the request.")
                .retryAfter(5);
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notWritten(RequestNotWritten failure) {
        log(LOGGER::atError, failure, "request not written");
        return answer(
                failure.isRetryable()
                        ? ApiProblem.of(
                                        ProblemType.NOT_SENT,
                                        "Not sent",
                                        "Nothing was changed, because the schema registry does not respond and the request could"
                                                + " not be sent. Try again in a moment.")
                                .retryAfter(5)
                        : ApiProblem.of(
                                ProblemType.NOT_WRITABLE,
                                "Not sent",
                                "Nothing was changed, because the request could not be sent. It does not help to repeat it: the"
                                        + " cause is in the console's log."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException failure) {
        log(LOGGER::atError, failure, "request failed");
        return answer(
                ApiProblem.of(
                        ProblemType.INTERNAL_ERROR,
                        "Internal error",
                        "The request failed, and it is not known whether anything was changed: check the lists. The cause is in the console's log."));
    }

    private static void log(Supplier<LoggingEventBuilder> line, RuntimeException failure, String message) {
        LINES.log(
                message + " " + failure.getClass().getName(),
                count -> LINES.because(line.get().addKeyValue(LogKeys.COUNT, count), message, failure)
                        .log(message));
    }

    /** Says that it is problem+json, so that it is sent whatever types the client accepts. */
    private static ResponseEntity<ProblemDetail> answer(ApiProblem problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.getBody());
    }

    /** As above, for what Spring refuses. It has the type of its status. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode statusCode, WebRequest request) {
        if (body instanceof ProblemDetail problem && isUntyped(problem)) {
            problem.setType(ProblemType.of(statusCode).uri());
        }
        return ResponseEntity.status(statusCode)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var refusal = BodyRefused.causeOf(failure);
        if (refusal != null) {
            var refusedWith = HttpStatus.valueOf(refusal.status());
            return problem(ApiProblem.of(refusedWith, refusal.title(), refusal.detail()), request);
        }
        // Without the parser's message: it quotes the body, which may contain credentials.
        return problem(ApiProblem.malformed("body", "JSON as described at /v3/api-docs"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            org.springframework.beans.TypeMismatchException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var name = failure instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "parameter";
        var type = failure.getRequiredType();
        var rule = type == Boolean.class ? "true or false" : "a whole number";
        return problem(ApiProblem.malformed(name, rule), request);
    }

    private static boolean isUntyped(ProblemDetail problem) {
        var type = problem.getType();
        return type == null || type.toString().equals("about:blank");
    }

    private @Nullable ResponseEntity<Object> problem(ApiProblem problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }
}
