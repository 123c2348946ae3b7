package dev.companion.runtime.failure;

import dev.companion.runtime.log.HarmlessText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes dead letters as Kafka Streams does, with the same headers, but of limited size and with harmless text. A value that
 * is cut says so: it cannot be replayed, and its headers name the original.
 */
final class DeadLetters {

    static final int VALUE_MAX = 64 * 1024;
    static final int KEY_MAX = 4 * 1024;

    private static final int HEADER_MAX = 1024;
    private static final int HEADERS_MAX = 8 * 1024;
    private static final int MESSAGE_MAX = 1000;
    private static final int TRACE_MAX = 8 * 1024;
    private static final String ERRORS = "__streams.errors.";
    private static final String OWN = "companion.dead-letter.";

    private final @Nullable String topic;

    private DeadLetters(@Nullable String topic) {
        this.topic = topic;
    }

    /** @param configs of the stream; without a topic in it there are no dead letters */
    static DeadLetters of(Map<String, ?> configs) {
        var topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        return new DeadLetters(topic == null ? null : topic.toString());
    }

    static DeadLetters none() {
        return new DeadLetters(null);
    }

    /** @param traced whether the stack trace may help: not for what cannot be decoded */
    List<ProducerRecord<byte[], byte[]>> of(ErrorHandlerContext context, Throwable failure, boolean traced) {
        if (topic == null) {
            return List.of();
        }
        var key = context.sourceRawKey();
        var value = context.sourceRawValue();
        var letter = new ProducerRecord<>(
                topic,
                null,
                null, // the time of writing: retention would soon remove a letter as old as its record
                cut(key, KEY_MAX),
                cut(value, VALUE_MAX));
        var headers = letter.headers();
        copy(context.headers(), headers);
        add(headers, ERRORS + "exception", failure.getClass().getName());
        add(headers, ERRORS + "message", message(failure));
        if (traced) {
            add(headers, ERRORS + "stacktrace", trace(failure));
        }
        add(headers, ERRORS + "topic", context.topic());
        add(headers, ERRORS + "partition", Integer.toString(context.partition()));
        add(headers, ERRORS + "offset", Long.toString(context.offset()));
        add(headers, OWN + "record-time", Long.toString(context.timestamp()));
        addCut(headers, context);
        return List.of(letter);
    }

    private static void addCut(Headers headers, ErrorHandlerContext context) {
        var key = context.sourceRawKey();
        var value = context.sourceRawValue();
        var keyIsCut = key != null && key.length > KEY_MAX;
        var valueIsCut = value != null && value.length > VALUE_MAX;
        if (keyIsCut) {
            add(headers, OWN + "key-length", Integer.toString(key.length));
            add(headers, OWN + "key-sha256", sha256(key));
        }
        if (valueIsCut) {
            add(headers, OWN + "value-length", Integer.toString(value.length));
            add(headers, OWN + "value-sha256", sha256(value));
        }
        if (keyIsCut || valueIsCut) {
            add(
                    headers,
                    OWN + "cut",
                    "This copy is cut and cannot be replayed. The original is record %d of partition %d of %s, as long as that topic keeps it."
                            .formatted(context.offset(), context.partition(), context.topic()));
        }
    }

    /** Headers of the original that are small enough: the writer of the original chose them. */
    private static void copy(@Nullable Headers from, Headers to) {
        if (from == null) {
            return;
        }
        var size = 0;
        var dropped = 0;
        for (var header : from) {
            var length = header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (length > HEADER_MAX
                    || size + length > HEADERS_MAX
                    || header.key().startsWith(ERRORS)
                    || header.key().startsWith(OWN)) {
                dropped++;
            } else {
                size += length;
                to.add(HarmlessText.line(header.key()), harmless(header.value()));
            }
        }
        if (dropped > 0) {
            add(to, OWN + "headers-dropped", Integer.toString(dropped));
        }
    }

    /** Bytes that are no text of UTF-8 stay as they are: no log or terminal shows them as a line. */
    private static byte @Nullable [] harmless(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        var text = new String(value, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value)
                ? HarmlessText.line(text).getBytes(StandardCharsets.UTF_8)
                : value;
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
        return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
    }

    static String message(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? "" : HarmlessText.line(HarmlessText.shortened(message, MESSAGE_MAX));
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return HarmlessText.lines(HarmlessText.shortened(text.toString(), TRACE_MAX));
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
