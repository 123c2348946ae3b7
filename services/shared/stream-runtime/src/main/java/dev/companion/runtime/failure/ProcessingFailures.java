package dev.companion.runtime.failure;

import dev.companion.runtime.LogKeys;
import dev.companion.runtime.log.RepeatedLines;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles every failure inside a topology. Poison becomes a dead letter with the reason in its headers; any other
 * failure ends the thread, and its transaction is aborted. Timers have no record to blame, so their failures end the
 * thread.
 *
 * <p>Logs one line a minute for each topic. A decision that throws is a fault of ours, so a line a minute has its stack
 * trace, and its dead letters have it too; a record that cannot be translated has none.
 */
public final class ProcessingFailures implements ProcessingExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessingFailures.class);

    /** One for all stream threads of the process, each of which has a handler of its own. */
    private static final RepeatedLines LINES = new RepeatedLines();

    private final RepeatedLines lines;
    private DeadLetters deadLetters = DeadLetters.none();

    public ProcessingFailures() {
        this(LINES);
    }

    ProcessingFailures(RepeatedLines lines) {
        this.lines = lines;
    }

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception failure) {
        var kind = FailureKind.of(failure);
        var topic = context.topic();
        if (kind != FailureKind.POISON || topic == null || record == null) {
            var node = context.processorNodeId();
            lines.log(
                    "aborted " + node + " " + failure.getClass().getName(),
                    count -> lines.because(
                                    LOGGER.atError()
                                            .addKeyValue(LogKeys.PROCESSOR, node)
                                            .addKeyValue(LogKeys.KIND, kind)
                                            .addKeyValue(LogKeys.COUNT, count),
                                    "aborted " + node,
                                    failure)
                            .log("processing failed, the stream thread ends and its transaction is aborted"));
            return Response.fail();
        }
        var fault = failure instanceof UnreadableRecordException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        var ours = fault == failure;
        log(context, topic, fault, ours);
        return Response.resume(deadLetters.of(context, fault, ours));
    }

    private void log(ErrorHandlerContext context, String topic, Throwable fault, boolean ours) {
        var partition = context.partition();
        var offset = context.offset();
        var processor = context.processorNodeId();
        lines.log("not handled " + topic, count -> {
            var line = LOGGER.atError()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.PARTITION, partition)
                    .addKeyValue(LogKeys.OFFSET, offset)
                    .addKeyValue(LogKeys.COUNT, count)
                    .addKeyValue(LogKeys.PROCESSOR, processor);
            (ours ? lines.because(line, topic, fault) : RepeatedLines.untraced(line, fault))
                    .log("record cannot be handled and becomes a dead letter");
        });
    }

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.of(configs);
    }
}
