package dev.companion.runtime.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of traces and spans. Each trace id begins with the time at which the trace began, as a UUID of version 7 does, so
 * the age of a trace is known wherever its id is.
 *
 * <p>The trace of a person's request has ids that follow from the request's id. Desired state and its records name the
 * request that they follow from, so whatever is done later, by whichever process, can be connected to the trace of that
 * request, and no store has to remember a trace.
 */
final class TraceIds implements IdGenerator {

    /** Milliseconds and fifty random bits in base 32, as the console creates them; commands that follow from it have a suffix. */
    private static final Pattern REQUEST =
            Pattern.compile("(?:request:)?([0-9a-v]{9})([0-9a-v]{10})(?:\\.order-\\d+)?");

    private static final long TAIL_LOW_BITS = 38;
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 1L << 63;
    private static final char VERSION_DIGIT = '7';
    private static final int TIME_DIGITS = 12;

    /** Another text of this form is no request, unless it happens to name a time in which Companion exists. */
    private static final long FIRST_REQUEST =
            Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST_REQUEST =
            Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    /** Ids of the next root span of this thread: the SDK asks for ids on the thread that starts the span. */
    private static final ThreadLocal<@Nullable SpanContext> NEXT = new ThreadLocal<>();

    private final InstantSource clock;

    TraceIds(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the root span of the request, which is always sampled; empty if the text names no request of the console. */
    static Optional<SpanContext> ofRequest(@Nullable String cause) {
        var request = cause == null ? null : REQUEST.matcher(cause);
        if (request == null || !request.matches()) {
            return Optional.empty();
        }
        var millis = Long.parseLong(request.group(1), 32);
        var tail = Long.parseLong(request.group(2), 32);
        if (millis < FIRST_REQUEST || millis > LAST_REQUEST) {
            return Optional.empty();
        }
        var high = millis << 16 | VERSION | tail >>> TAIL_LOW_BITS;
        var low = VARIANT | (tail & ((1L << TAIL_LOW_BITS) - 1));
        return Optional.of(SpanContext.createFromRemoteParent(
                hex(high) + hex(low), hex(low), TraceFlags.getSampled(), TraceState.getDefault()));
    }

    /** Returns when the trace began; {@link Instant#MAX} if its id does not say: such a trace has no age. */
    static Instant beginOf(String traceId) {
        return traceId.charAt(TIME_DIGITS) == VERSION_DIGIT
                ? Instant.ofEpochMilli(Long.parseLong(traceId.substring(0, TIME_DIGITS), 16))
                : Instant.MAX;
    }

    /** The next root span of this thread gets these ids. */
    static void force(SpanContext ids) {
        NEXT.set(ids);
    }

    @Override
    public String generateSpanId() {
        var forced = NEXT.get();
        return forced == null ? hex(1 + (ThreadLocalRandom.current().nextLong() >>> 1)) : forced.getSpanId();
    }

    @Override
    public String generateTraceId() {
        var forced = NEXT.get();
        if (forced != null) {
            NEXT.remove();
            return forced.getTraceId();
        }
        var random = ThreadLocalRandom.current();
        return hex(clock.millis() << 16 | VERSION | random.nextLong(1 << 12)) + hex(VARIANT | random.nextLong() >>> 2);
    }

    private static String hex(long bits) {
        return "%016x".formatted(bits);
    }
}
