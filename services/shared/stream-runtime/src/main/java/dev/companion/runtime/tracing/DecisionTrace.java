package dev.companion.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Connects one decision with what caused it, and says on each record that it publishes which span the record follows from.
 *
 * <ul>
 *   <li>A decision about a record is a child of what the record says.
 *   <li>A decision at a timer sees many things again. What it publishes because of a request is a child of that request's
 *       root, while its trace lasts and this process has decided for the task since then.
 *   <li>Otherwise the decision begins a trace, with a link to the request: after a wait, or after another process, which may
 *       have died in between. What serves several requests has a link to each.
 *   <li>A decision that publishes nothing has a span only if a sampled record caused it.
 * </ul>
 *
 * <p>Stream thread only.
 */
public final class DecisionTrace implements AutoCloseable {

    private static final int LINKS_MAX = 128;

    /**
     * A record that is about to be published.
     *
     * @param causes ids of requests or events that it follows from, the first of them its own cause
     * @param effect whether it leads to a change at a vendor
     */
    public record Published(String key, List<String> causes, boolean effect) {}

    private final @Nullable Traces traces;
    private final @Nullable Headers passed;
    private final String name;
    private final @Nullable String inputKey;
    private final Instant openedAt;
    private final double share;
    private final Instant begun;
    private final List<Span> others = new ArrayList<>();
    private Map<String, String> attributes = Map.of();
    private SpanContext before = SpanContext.getInvalid();
    private @Nullable TraceSpan main;

    private DecisionTrace(@Nullable Headers passed) {
        this.traces = null;
        this.passed = passed;
        this.name = "";
        this.inputKey = null;
        this.openedAt = Instant.EPOCH;
        this.share = 0;
        this.begun = Instant.EPOCH;
    }

    DecisionTrace(Traces traces, String name, @Nullable String inputKey, Instant openedAt, double share) {
        this.traces = traces;
        this.passed = null;
        this.name = name;
        this.inputKey = inputKey;
        this.openedAt = openedAt;
        this.share = share;
        this.begun = traces.now();
    }

    /** Makes no span: what the headers say of a trace goes on as it is. */
    static DecisionTrace passing(@Nullable Headers headers) {
        return new DecisionTrace(headers);
    }

    /** Begins at once if the record belongs to a sampled trace, so that log lines of the decision have its ids. */
    void follow(SpanContext record, @Nullable String eventId, Map<String, String> facts) {
        before = record;
        attributes = facts;
        if (!record.isValid()) {
            // The writer of the request does not trace. Its trace begins here, with the ids that all others expect.
            TraceIds.ofRequest(eventId).ifPresent(root -> {
                before = root;
                main = TraceSpan.open(Traces.begun(root, described(on().root(1, name, SpanKind.CONSUMER))));
            });
        } else if (record.isSampled() && !Traces.isOver(record, begun)) {
            main(false);
        }
    }

    void followLater(SpanContext call) {
        before = call;
    }

    /**
     * Returns the headers of each record, in their order.
     *
     * @param described says what a record follows from; not called without traces
     */
    public <R> List<Headers> headersOf(List<R> published, Function<R, Published> described) {
        if (published.isEmpty()) {
            return List.of();
        }
        if (traces == null) {
            return Collections.nCopies(
                    published.size(), passed == null ? new RecordHeaders() : TraceHeader.passing(passed));
        }
        var records = published.stream().map(described).toList();
        var requests = records.stream().map(DecisionTrace::requests).toList();
        var own = new ArrayList<Boolean>();
        var effects = false;
        var requestsOfEffects = new HashSet<Set<SpanContext>>();
        for (var at = 0; at < records.size(); at++) {
            var isOwn = isOwn(records.get(at).key(), requests.get(at));
            own.add(isOwn);
            effects |= isOwn && records.get(at).effect();
            if (records.get(at).effect()) {
                requestsOfEffects.add(requests.get(at));
            }
        }
        var ownContext = own.contains(true) ? main(effects).span().getSpanContext() : SpanContext.getInvalid();
        var spans = new LinkedHashMap<Set<SpanContext>, SpanContext>();
        var headers = new ArrayList<Headers>();
        for (var at = 0; at < records.size(); at++) {
            var of = requests.get(at);
            // What has an effect is sampled, also if it was a sweep that is not that found out what to do.
            var isWithMain =
                    own.get(at) && (ownContext.isSampled() || !records.get(at).effect());
            headers.add(TraceHeader.of(
                    isWithMain
                            ? ownContext
                            : spans.computeIfAbsent(of, _ -> other(of, requestsOfEffects.contains(of)))));
        }
        return headers;
    }

    private static Set<SpanContext> requests(Published record) {
        return new LinkedHashSet<>(record.causes().stream()
                .flatMap(cause -> TraceIds.ofRequest(cause).stream())
                .toList());
    }

    /** Whether a record that follows from these requests goes on with this decision's own trace. */
    private boolean isOwn(String key, Set<SpanContext> requests) {
        if (requests.isEmpty()) {
            return true;
        }
        if (requests.size() > 1) {
            return false;
        }
        var request = requests.iterator().next();
        return request.getTraceId().equals(before.getTraceId()) || (key.equals(inputKey) && !isPresent(request));
    }

    /** Whether the request is so young that no wait and no other process is between it and this decision. */
    private boolean isPresent(SpanContext request) {
        return !Traces.isOver(request, begun)
                && !TraceIds.beginOf(request.getTraceId()).isBefore(openedAt);
    }

    private TraceSpan main(boolean effects) {
        var existing = main;
        if (existing != null) {
            return existing;
        }
        SpanBuilder builder;
        if (before.isValid() && !Traces.isOver(before, begun)) {
            builder = on().childOf(before, name).setSpanKind(SpanKind.CONSUMER);
        } else {
            builder = on().root(effects ? 1 : share, name, SpanKind.CONSUMER);
            if (before.isValid()) {
                builder.addLink(before);
            }
        }
        var opened = TraceSpan.open(described(builder).startSpan());
        main = opened;
        return opened;
    }

    private SpanContext other(Set<SpanContext> requests, boolean effect) {
        var only = requests.size() == 1 ? requests.iterator().next() : null;
        var present = requests.stream().anyMatch(this::isPresent);
        SpanBuilder builder;
        if (only != null && present) {
            builder = on().childOf(only, name).setSpanKind(SpanKind.CONSUMER);
        } else {
            var young = requests.stream().anyMatch(request -> !Traces.isOver(request, begun));
            builder = on().root(effect || young ? 1 : share, name, SpanKind.CONSUMER);
            requests.stream().limit(LINKS_MAX).forEach(builder::addLink);
        }
        var self = main;
        if (self != null && self.span().getSpanContext().isSampled() && requests.size() < LINKS_MAX) {
            builder.addLink(self.span().getSpanContext());
        }
        var span = described(builder).startSpan();
        others.add(span);
        return span.getSpanContext();
    }

    private SpanBuilder described(SpanBuilder builder) {
        attributes.forEach(builder::setAttribute);
        return builder.setStartTimestamp(begun);
    }

    private Traces on() {
        if (traces == null) {
            throw new IllegalStateException("no traces");
        }
        return traces;
    }

    /** Runs the decision. If it throws, its span ends as failed. */
    public void run(Runnable decision) {
        try {
            decision.run();
        } catch (RuntimeException failure) {
            if (main != null) {
                main.failed(failure);
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        others.forEach(Span::end);
        if (main != null) {
            main.close();
        }
    }
}
