package dev.companion.runtime.tracing;

import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.InstantSource;

/** Traces for tests of other packages: every span is exported at once. */
public final class TestTraces {

    /** Says that a record follows from a sampled span of another system, whose trace has no age. */
    public static final String SAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private TestTraces() {}

    public static Traces of(SpanExporter spans, InstantSource clock) {
        return new Traces("test", "1", 0, clock, SimpleSpanProcessor.create(spans));
    }
}
