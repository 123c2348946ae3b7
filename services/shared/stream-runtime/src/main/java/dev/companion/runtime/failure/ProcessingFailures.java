package dev.companion.runtime.failure;

import dev.companion.runtime.LogKeys;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles every failure inside a topology. Poison becomes a dead letter with the reason in its headers; any other
 * failure ends the thread, and its transaction is aborted. Timers have no record to blame, so their failures end the
 * thread.
 */
public final class ProcessingFailures implements ProcessingExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessingFailures.class);

    private final LogAndContinueProcessingExceptionHandler deadLetters = new LogAndContinueProcessingExceptionHandler();

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception failure) {
        var kind = FailureKind.of(failure);
        if (kind != FailureKind.POISON || context.topic() == null || record == null) {
            LOGGER.atError()
                    .addKeyValue("processor", context.processorNodeId())
                    .addKeyValue(LogKeys.KIND, kind)
                    .setCause(failure)
                    .log("processing failed, the stream thread ends and its transaction is aborted");
            return Response.fail();
        }
        LOGGER.atError()
                .addKeyValue(LogKeys.TOPIC, context.topic())
                .addKeyValue(LogKeys.PARTITION, context.partition())
                .addKeyValue(LogKeys.OFFSET, context.offset())
                .addKeyValue("processor", context.processorNodeId())
                .setCause(failure)
                .log("record cannot be handled and becomes a dead letter");
        return deadLetters.handleError(context, record, failure);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters.configure(configs);
    }
}
