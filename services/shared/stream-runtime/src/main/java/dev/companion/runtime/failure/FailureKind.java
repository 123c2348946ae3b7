package dev.companion.runtime.failure;

import dev.companion.serde.RegistryException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** How a failure while handling a record is treated. */
public enum FailureKind {
    /** May be gone at the next attempt: the thread is replaced and the record is read again. */
    TRANSIENT,
    /** This record can never be handled: it becomes a dead letter, and processing continues. */
    POISON,
    /** The process cannot be trusted any more, or may not do its work: it stops. */
    FATAL;

    public static FailureKind of(Throwable failure) {
        return switch (failure) {
            // A registry that does not answer causes a serialization failure as well, but that says nothing about the
            // record.
            case RegistryException registry when registry.isRetryable() -> TRANSIENT;
            case SerializationException broken when broken.getCause() instanceof IOException -> TRANSIENT;
            case SerializationException _ -> POISON;
            case org.apache.kafka.common.errors.AuthorizationException _ -> FATAL;
            case org.apache.kafka.common.errors.AuthenticationException _ -> FATAL;
            case RetriableException _ -> TRANSIENT;
            case InterruptException _ -> TRANSIENT;
            case KafkaException _ -> TRANSIENT;
            case Error _ -> FATAL;
            default -> POISON;
        };
    }
}
