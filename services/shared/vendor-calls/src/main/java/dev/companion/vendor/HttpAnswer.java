package dev.companion.vendor;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.function.Function;

/**
 * The result of one HTTP exchange, sorted by the question that matters afterwards: can the request have had an effect?
 */
public sealed interface HttpAnswer {

    /** The given reading of a complete answer, or the result that the missing answer means for such a call. */
    default <T> CallResult<T> then(CallKind kind, Function<Answered, CallResult<T>> reading) {
        return switch (this) {
            case Answered answered -> reading.apply(answered);
            case NotAllowed(var why) -> new CallResult.Refused<>(CallResult.Reason.ADDRESS_NOT_ALLOWED, why);
            case NotSent(var why) -> new CallResult.Unavailable<>(why);
            case BrokenAfterSend(var why) -> kind.lost(why);
        };
    }

    /**
     * A complete answer, whatever its status.
     *
     * @param body the whole body, read as UTF-8 whatever charset the answer declares
     */
    record Answered(int status, HttpHeaders headers, String body) implements HttpAnswer {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Whether it is an HTML page, such as a gateway's or a firewall's, although an API was expected. */
        public boolean isWebPage() {
            return body.stripLeading().startsWith("<");
        }

        /** The pause that the vendor asked for, at most 15 minutes; the given one if there is no readable request. */
        public Duration retryAfter(Duration otherwise) {
            return headers.firstValue("Retry-After")
                    .flatMap(header -> RetryAfter.of(header, headers.firstValue("Date")))
                    .orElse(otherwise);
        }

        /** Without headers and body, which may carry tokens. */
        @Override
        public String toString() {
            return "Answered[status=" + status + ", characters=" + body.length() + "]";
        }
    }

    /** Our own guard refused it. Nothing was sent. */
    record NotAllowed(String why) implements HttpAnswer {}

    /** Nothing of the request was sent: no connection, no such host, or no agreement on TLS. */
    record NotSent(String why) implements HttpAnswer {}

    /** At least a part of the request may have arrived, and no complete answer was received. */
    record BrokenAfterSend(String why) implements HttpAnswer {}
}
