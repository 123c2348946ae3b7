package dev.companion.console.requests;

import dev.companion.requests.Request;

/** A durable log of requests. */
@FunctionalInterface
public interface RequestLog {

    /**
     * Returns when the request is durable.
     *
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
}
