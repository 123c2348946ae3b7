package dev.companion.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The registry could not be reached, or it refused.
 *
 * <p>The message says what was attempted, what the registry answered and what to change. It contains addresses,
 * subjects and schema names, never credentials or contents of records. As a {@link SerializationException}, it passes
 * through a producer or consumer unwrapped.
 */
public final class RegistryException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int SUBJECT_SOFT_DELETED = 40404;

    private final int status;
    private final int errorCode;
    private final boolean unusableSchema;

    RegistryException(String message, int status, int errorCode, @Nullable Throwable cause) {
        this(message, status, errorCode, false, cause);
    }

    private RegistryException(
            String message, int status, int errorCode, boolean unusableSchema, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errorCode = errorCode;
        this.unusableSchema = unusableSchema;
    }

    /** The registry has the schema, and it can never be used here. */
    static RegistryException unusableSchema(String message) {
        return new RegistryException(message, 200, 0, true, null);
    }

    /** HTTP status, or 0 if no registry answered. */
    public int status() {
        return status;
    }

    /** The registry's own five-digit code such as 40403, or 0 if the answer had none. */
    public int errorCode() {
        return errorCode;
    }

    /**
     * Whether the same call may succeed later: no server answered, the server failed, or it asked to slow down.
     */
    public boolean isRetryable() {
        return isServerTrouble() || status == 408 || status == 429;
    }

    /**
     * Whether the registry itself said that the subject, version or schema does not exist. A bare 404 does not say so:
     * it means that something else is at this address.
     */
    public boolean isMissing() {
        return errorCode == SUBJECT_NOT_FOUND
                || errorCode == VERSION_NOT_FOUND
                || errorCode == SCHEMA_NOT_FOUND
                || errorCode == SUBJECT_SOFT_DELETED;
    }

    /** Whether the registry answered with a schema that is no Avro schema, so that asking again helps nothing. */
    public boolean isUnusableSchema() {
        return unusableSchema;
    }

    /** Whether another server of the same registry may succeed. */
    boolean isServerTrouble() {
        return status == 0 || status >= 500;
    }
}
