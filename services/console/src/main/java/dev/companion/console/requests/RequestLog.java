package dev.companion.console.requests;

import dev.companion.requests.Request;

/** A durable log of requests. */
@FunctionalInterface
public interface RequestLog {

    /**
     * Returns when the request is durable.
     *
     * @throws RequestNotWritten if the request is certainly not in the log
     * @throws RequestNotConfirmed if that is not known; the request may still arrive
     */
    void append(String key, Request request);

    /** The log did not confirm in time. */
    final class RequestNotConfirmed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public RequestNotConfirmed(Throwable cause) {
            super("request not confirmed", cause);
        }
    }

    /** The request is certainly not in the log, so nothing follows from it. */
    final class RequestNotWritten extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean retryable;

        /** @param retryable whether the same request can be written later */
        public RequestNotWritten(Throwable cause, boolean retryable) {
            super("request not written", cause);
            this.retryable = retryable;
        }

        public boolean isRetryable() {
            return retryable;
        }
    }
}
