package dev.companion.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C on records, 66 bytes with its name. Nothing else goes on: {@code tracestate} and
 * {@code baggage} have no bound and may carry what another system says about a person.
 */
final class TraceHeader {

    private static final String NAME = "traceparent";

    /** Without traces of our own, those of others pass as they are. */
    private static final List<String> PASSING = List.of(NAME, "tracestate", "baggage");

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable Headers carrier, String key) {
            var header = carrier == null || !key.equals(NAME) ? null : carrier.lastHeader(NAME);
            return header == null || header.value() == null
                    ? null
                    : new String(header.value(), StandardCharsets.US_ASCII);
        }
    };

    private TraceHeader() {}

    /** Returns what the record says it follows from; invalid if it has no such header, or one that cannot be read. */
    static SpanContext read(Headers headers) {
        return Span.fromContext(W3C.extract(Context.root(), headers, GETTER)).getSpanContext();
    }

    /** Replaces what the headers say. */
    static void write(SpanContext context, Headers headers) {
        PASSING.forEach(headers::remove);
        if (context.isValid()) {
            W3C.inject(Context.root().with(Span.wrap(context)), headers, (carrier, name, value) -> {
                if (carrier != null && name.equals(NAME)) {
                    carrier.add(name, value.getBytes(StandardCharsets.US_ASCII));
                }
            });
        }
    }

    static Headers of(SpanContext context) {
        var headers = new RecordHeaders();
        write(context, headers);
        return headers;
    }

    static Headers passing(Headers headers) {
        var passed = new RecordHeaders();
        for (var name : PASSING) {
            var header = headers.lastHeader(name);
            if (header != null) {
                passed.add(header);
            }
        }
        return passed;
    }
}
