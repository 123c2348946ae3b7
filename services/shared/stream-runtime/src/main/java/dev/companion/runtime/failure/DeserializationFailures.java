package dev.companion.runtime.failure;

import dev.companion.runtime.LogKeys;
import dev.companion.runtime.log.RepeatedLines;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a record that cannot be read a dead letter, but waits for a registry that does not answer. Logs one line a minute
 * for each topic and no stack trace: it would say where Avro stopped, thousands of times.
 */
public final class DeserializationFailures implements DeserializationExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeserializationFailures.class);

    /** One for all stream threads of the process, each of which has a handler of its own. */
    private static final RepeatedLines LINES = new RepeatedLines();

    private final RepeatedLines lines;
    private DeadLetters deadLetters = DeadLetters.none();

    public DeserializationFailures() {
        this(LINES);
    }

    DeserializationFailures(RepeatedLines lines) {
        this.lines = lines;
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        var topic = record.topic();
        var partition = record.partition();
        var offset = record.offset();
        var detail = DeadLetters.message(failure);
        if (FailureKind.of(failure) == FailureKind.POISON) {
            lines.log(
                    "unreadable " + topic,
                    count -> LOGGER.atError()
                            .addKeyValue(LogKeys.TOPIC, topic)
                            .addKeyValue(LogKeys.PARTITION, partition)
                            .addKeyValue(LogKeys.OFFSET, offset)
                            .addKeyValue(LogKeys.COUNT, count)
                            .addKeyValue(LogKeys.DETAIL, detail)
                            .log("record cannot be read and becomes a dead letter"));
            return Response.resume(deadLetters.of(context, failure, false));
        }
        lines.log(
                "not read now " + topic,
                count -> LOGGER.atWarn()
                        .addKeyValue(LogKeys.TOPIC, topic)
                        .addKeyValue(LogKeys.PARTITION, partition)
                        .addKeyValue(LogKeys.OFFSET, offset)
                        .addKeyValue(LogKeys.COUNT, count)
                        .addKeyValue(LogKeys.DETAIL, detail)
                        .log("record cannot be read now, the stream thread starts again"));
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.of(configs);
    }
}
