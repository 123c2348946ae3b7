package dev.companion.runtime;

import dev.companion.serde.RegistryException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** What is to be done about a failure while a record is handled. */
public enum FailureKind {
    /** May be gone at the next try: the thread is replaced and the record comes again. */
    TRANSIENT,
    /** This record will never be handled: it goes to the dead letters, the rest goes on. */
    POISON,
    /** The process can no longer be trusted, or may not do its work: it stops. */
    FATAL;

    public static FailureKind of(Throwable failure) {
        return switch (failure) {
            // A registry that does not answer shows as a serialization failure too, but says nothing about the record.
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
