package dev.companion.runtime;

import dev.companion.serde.RegistryException;

/** A record that is certainly not in its topic: it could not be encoded, or it was refused. */
public final class NotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotWrittenException(Throwable cause) {
        super("record not written", cause);
    }

    /** Whether the same record can be written later: only the schema registry was not available. */
    public boolean isRetryable() {
        return getCause() instanceof RegistryException registry && registry.isRetryable();
    }
}
