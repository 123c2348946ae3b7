package dev.companion.runtime.failure;

/**
 * A record was decoded and means nothing to the service. Where that was found says nothing about the record, so there is no
 * stack trace.
 */
public final class UnreadableRecordException extends RuntimeException {

    public UnreadableRecordException(RuntimeException cause) {
        super(cause.getMessage(), cause, false, false);
    }
}
