package dev.companion.runtime.failure;

import dev.companion.runtime.LogKeys;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a record that cannot be read a dead letter, but waits for a registry that does not answer. */
public final class DeserializationFailures implements DeserializationExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeserializationFailures.class);

    private final LogAndContinueExceptionHandler deadLetters = new LogAndContinueExceptionHandler();

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        if (FailureKind.of(failure) == FailureKind.POISON) {
            return deadLetters.handleError(context, record, failure);
        }
        LOGGER.atWarn()
                .addKeyValue(LogKeys.TOPIC, record.topic())
                .addKeyValue(LogKeys.PARTITION, record.partition())
                .addKeyValue(LogKeys.OFFSET, record.offset())
                .addKeyValue(LogKeys.DETAIL, failure.getMessage())
                .log("record cannot be read now, the stream thread starts again");
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters.configure(configs);
    }
}
