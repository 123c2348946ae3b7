package dev.companion.console.requests;

import dev.companion.requests.Request;

/** Where requests are put so that they are not lost. */
@FunctionalInterface
public interface RequestLog {

    /**
     * Returns when the request is durable.
     *
     * @throws RequestNotTaken where that cannot be known; the request may still arrive
     */
    void append(String key, Request request);

    /** The log did not confirm in time. */
    final class RequestNotTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public RequestNotTaken(Throwable cause) {
            super("request not confirmed", cause);
        }
    }
}
