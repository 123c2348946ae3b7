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

    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    public static FailureKind of(Throwable failure) {
        return switch (failure) {
            // What a registry fails to answer is a serialization failure as well, but says nothing about the record.
            case RegistryException registry -> isJudgement(registry) ? POISON : TRANSIENT;
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

    /**
     * Whether the registry itself found fault with what the record refers to. A proxy, or a registry that starts, answers
     * 401, 403, a 404 without a code of the registry, or a page.
     */
    private static boolean isJudgement(RegistryException registry) {
        return registry.isMissing()
                || registry.isUnusableSchema()
                || registry.status() == CONFLICT
                || registry.status() == UNPROCESSABLE;
    }
}
