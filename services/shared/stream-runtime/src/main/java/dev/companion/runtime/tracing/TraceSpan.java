package dev.companion.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A span that is current on this thread until it is closed. Log lines meanwhile have its ids, if it is sampled.
 *
 * <p>Attributes have the names of {@link dev.companion.runtime.LogKeys}: ids, steps and verdicts only.
 */
public final class TraceSpan implements AutoCloseable {

    static final TraceSpan NONE = new TraceSpan(Span.getInvalid(), Scope.noop(), null, null);

    private static final String TRACE_ID = "trace.id";
    private static final String SPAN_ID = "span.id";

    private final Span span;
    private final Scope scope;
    private final @Nullable String outerTrace;
    private final @Nullable String outerSpan;

    private TraceSpan(Span span, Scope scope, @Nullable String outerTrace, @Nullable String outerSpan) {
        this.span = span;
        this.scope = scope;
        this.outerTrace = outerTrace;
        this.outerSpan = outerSpan;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the span
    static TraceSpan open(Span span) {
        var opened = new TraceSpan(span, span.makeCurrent(), MDC.get(TRACE_ID), MDC.get(SPAN_ID));
        var context = span.getSpanContext();
        if (context.isSampled()) {
            MDC.put(TRACE_ID, context.getTraceId());
            MDC.put(SPAN_ID, context.getSpanId());
        }
        return opened;
    }

    Span span() {
        return span;
    }

    /** Sets an attribute. Never a credential, an address, a name or a query. */
    public TraceSpan tag(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Ends as failed; the type of the failure is told, and its message, which may quote a record, is not. */
    public void failed(Throwable failure) {
        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }

    @Override
    public void close() {
        if (this == NONE) {
            return;
        }
        scope.close();
        restore(TRACE_ID, outerTrace);
        restore(SPAN_ID, outerSpan);
        span.end();
    }

    private static void restore(String key, @Nullable String outer) {
        if (outer == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, outer);
        }
    }
}
