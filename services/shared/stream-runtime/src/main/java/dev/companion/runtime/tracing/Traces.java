package dev.companion.runtime.tracing;

import dev.companion.runtime.LogKeys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one service. Without an endpoint there are none: no exporter, no thread, no header.
 *
 * <p>A person's request is always sampled, and so is whatever has an effect at a vendor. See {@link DecisionTrace} for how
 * decisions are connected.
 */
public final class Traces implements AutoCloseable {

    /** A trace ends after this time: what follows later begins another one, with a link. */
    static final Duration LASTS = Duration.ofMinutes(10);

    /** Share of the reads of unchanged lists that are sampled. */
    static final double SWEEPS = 0.01;

    private static final double ALWAYS = 1;
    private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_EXPORT = Duration.ofSeconds(3);
    private static final Traces OFF = new Traces();

    /** Kept here, since the JDK forgets the settings of a logger that is not referenced. */
    private static final java.util.logging.Logger EXPORTER =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter.internal.http.HttpExporter");

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;
    private final String service;
    private final double share;
    private final InstantSource clock;

    private Traces() {
        provider = null;
        tracer = TracerProvider.noop().get("companion");
        clock = InstantSource.system();
        service = "companion";
        share = 0;
    }

    /** @param share of decisions without a request and without an effect that are sampled */
    Traces(String service, String version, double share, InstantSource clock, SpanProcessor processor) {
        this.service = service;
        this.share = share;
        this.clock = clock;
        this.provider = SdkTracerProvider.builder()
                .setIdGenerator(new TraceIds(clock))
                .setSampler(ShareSampler.parentBased())
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), service,
                        AttributeKey.stringKey("service.namespace"), "companion",
                        AttributeKey.stringKey("service.version"), version)))
                .addSpanProcessor(processor)
                .build();
        this.tracer = provider.get("companion");
    }

    /** Makes no span. */
    public static Traces off() {
        return OFF;
    }

    /** @param endpoint address of {@code /v1/traces} */
    public static Traces to(String endpoint, String service, String version, double share, InstantSource clock) {
        failedExportsAreWarnings();
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build();
        var processor = BatchSpanProcessor.builder(exporter)
                .setScheduleDelay(EXPORT_EVERY)
                .build();
        return new Traces(service, version, share, clock, processor);
    }

    /**
     * The exporter says at level SEVERE that a collector is away. Spans are dropped then and nothing else fails, so it is a
     * warning: a person need not act on it at night, and the alert on errors in the log stays silent.
     */
    static void failedExportsAreWarnings() {
        EXPORTER.setFilter(line -> {
            if (line.getLevel() == Level.SEVERE) {
                line.setLevel(Level.WARNING);
            }
            return true;
        });
    }

    public boolean isOn() {
        return provider != null;
    }

    /** Begins the trace of a person's request: its ids follow from the request's id. */
    public TraceSpan request(String requestId, String type) {
        if (provider == null) {
            return TraceSpan.NONE;
        }
        var builder = root(ALWAYS, service + " " + type, SpanKind.PRODUCER).setAttribute(LogKeys.REQUEST_ID, requestId);
        return TraceSpan.open(
                TraceIds.ofRequest(requestId).map(root -> begun(root, builder)).orElseGet(builder::startSpan));
    }

    /** A call to a vendor that a record asks for. */
    public TraceSpan call(Headers headers, String api, String step) {
        if (provider == null) {
            return TraceSpan.NONE;
        }
        return TraceSpan.open(call(Context.root().with(Span.wrap(TraceHeader.read(headers))), api, step, share));
    }

    /** One of many reads of a vendor's lists; a child of the span that is current where it was started, if any. */
    public TraceSpan read(Started by, String api, String step) {
        return provider == null ? TraceSpan.NONE : TraceSpan.open(call(by.context(), api, step, SWEEPS));
    }

    private Span call(Context parent, String api, String step, double rootShare) {
        return tracer.spanBuilder(service + " " + step)
                .setParent(parent.with(ShareSampler.SHARE, rootShare))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(LogKeys.API, api)
                .setAttribute(LogKeys.STEP, step)
                .startSpan();
    }

    /** A record that a view takes over. Only the trace of what happens now goes on into a view. */
    public TraceSpan view(Headers headers, String reader, String topic) {
        if (provider == null) {
            return TraceSpan.NONE;
        }
        var parent = TraceHeader.read(headers);
        return parent.isSampled() && !isOver(parent, clock.instant())
                ? TraceSpan.open(childOf(parent, service + " " + reader.replaceFirst("^" + service + "-", ""))
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute(LogKeys.TOPIC, topic)
                        .startSpan())
                : TraceSpan.NONE;
    }

    /** The place where work was started that another thread does. */
    public record Started(Context context) {

        public static Started here() {
            return new Started(Context.current());
        }
    }

    /** Returns the context of the span that is current. */
    public static SpanContext current() {
        return Span.current().getSpanContext();
    }

    /**
     * Returns the id of the trace of a person's request; empty if no request caused it. Whether there is such a trace is not
     * known from it.
     *
     * @param cause what a record says that it follows from
     */
    public static Optional<String> ofRequest(@Nullable String cause) {
        return TraceIds.ofRequest(cause).map(SpanContext::getTraceId);
    }

    /** Says in the headers which span is current; leaves them as they are if none is. */
    public static void inject(Headers headers) {
        var current = current();
        if (current.isValid()) {
            TraceHeader.write(current, headers);
        }
    }

    /**
     * A decision about a record.
     *
     * @param eventId of the record; null if it has none
     * @param openedAt since when this process decides for the task
     */
    public DecisionTrace onRecord(
            String processor, String topic, String key, @Nullable String eventId, Headers headers, Instant openedAt) {
        if (provider == null) {
            return DecisionTrace.passing(headers);
        }
        var trace = new DecisionTrace(this, service + " " + processor, key, openedAt, share);
        trace.follow(TraceHeader.read(headers), eventId, Map.of(LogKeys.TOPIC, topic));
        return trace;
    }

    /**
     * A decision that no record caused.
     *
     * @param answered the call whose answer is decided; invalid if it is none
     */
    public DecisionTrace onTimer(String processor, SpanContext answered, Instant openedAt, boolean sweeps) {
        if (provider == null) {
            return DecisionTrace.passing(null);
        }
        var trace = new DecisionTrace(this, service + " " + processor, null, openedAt, sweeps ? SWEEPS : share);
        trace.followLater(answered);
        return trace;
    }

    static boolean isOver(SpanContext trace, Instant now) {
        return TraceIds.beginOf(trace.getTraceId()).isBefore(now.minus(LASTS));
    }

    Instant now() {
        return clock.instant();
    }

    SpanBuilder root(double rootShare, String name, SpanKind kind) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(ShareSampler.SHARE, rootShare))
                .setSpanKind(kind);
    }

    SpanBuilder childOf(SpanContext parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(Span.wrap(parent)));
    }

    /** Starts a root span with these ids. */
    static Span begun(SpanContext withIds, SpanBuilder root) {
        TraceIds.force(withIds);
        return root.startSpan();
    }

    /** Sends what is left, for a moment. */
    @Override
    public void close() {
        if (provider != null) {
            provider.forceFlush().join(LAST_EXPORT.toMillis(), TimeUnit.MILLISECONDS);
            provider.close();
        }
    }
}
