package dev.companion.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.runtime.RuntimeProperties.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private Instant now = Instant.parse("2026-11-30T12:00:00.123Z");
    private final Traces traces = new Traces("console", "1", 0, () -> now, SimpleSpanProcessor.create(spans));

    @Test
    void aRequestIsTheRootOfTheTraceThatFollowsFromItsId() {
        var root = TraceIds.ofRequest(TraceIdsTest.REQUEST).orElseThrow();
        var headers = new RecordHeaders();

        try (var _ = traces.request(TraceIdsTest.REQUEST, "CREATE_LINKS")) {
            Traces.inject(headers);
        }

        assertThat(TraceHeader.read(headers)).isEqualTo(root);
        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(root.getTraceId());
            assertThat(span.getSpanId()).isEqualTo(root.getSpanId());
            assertThat(span.getName()).isEqualTo("console CREATE_LINKS");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("requestId")))
                    .isEqualTo(TraceIdsTest.REQUEST);
        });
    }

    @Test
    void whatHeadersSaidBeforeIsReplaced() {
        var headers = new RecordHeaders();
        headers.add("traceparent", TestTraces.SAMPLED.getBytes(StandardCharsets.US_ASCII));
        headers.add("tracestate", "vendor=1".getBytes(StandardCharsets.US_ASCII));

        try (var _ = traces.request(TraceIdsTest.REQUEST, "CREATE_LINKS")) {
            Traces.inject(headers);
        }

        assertThat(headers.toArray())
                .singleElement()
                .satisfies(header -> assertThat(new String(header.value(), StandardCharsets.US_ASCII))
                        .contains(TraceIds.ofRequest(TraceIdsTest.REQUEST)
                                .orElseThrow()
                                .getTraceId()));
    }

    @Test
    void theNextTraceHasIdsOfItsOwn() {
        try (var _ = traces.request(TraceIdsTest.REQUEST, "CREATE_LINKS")) {
            // its ids are used up
        }
        try (var _ = traces.request("another-1", "CREATE_LINKS")) {
            assertThat(Traces.current().getTraceId())
                    .isNotEqualTo(TraceIds.ofRequest(TraceIdsTest.REQUEST)
                            .orElseThrow()
                            .getTraceId());
        }
    }

    @Test
    void linesOfTheLogHaveTheIdsOfTheSpanAndOfNoOtherAfterwards() {
        try (var _ = traces.request(TraceIdsTest.REQUEST, "CREATE_LINKS")) {
            var outer = MDC.get("span.id");
            var headers = new RecordHeaders();
            Traces.inject(headers);
            try (var _ = traces.call(headers, "gravityzone", "create_company")) {
                assertThat(MDC.get("trace.id")).isEqualTo(Traces.current().getTraceId());
                assertThat(MDC.get("span.id"))
                        .isEqualTo(Traces.current().getSpanId())
                        .isNotEqualTo(outer);
            }
            assertThat(MDC.get("span.id")).isEqualTo(outer);
        }
        assertThat(MDC.get("trace.id")).isNull();
        assertThat(MDC.get("span.id")).isNull();
    }

    @Test
    void aCallIsAChildOfTheIntent() {
        var headers = TraceHeader.of(TraceIds.ofRequest(TraceIdsTest.REQUEST).orElseThrow());

        try (var call = traces.call(headers, "gravityzone", "create_company")) {
            call.tag("verdict", "applied");
        }

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getName()).isEqualTo("console create_company");
            assertThat(span.getParentSpanContext())
                    .isEqualTo(TraceIds.ofRequest(TraceIdsTest.REQUEST).orElseThrow());
            assertThat(span.getAttributes().asMap().keySet())
                    .extracting(AttributeKey::getKey)
                    .containsExactlyInAnyOrder("api", "step", "verdict");
        });
    }

    @Test
    void aViewTakesPartInATraceThatStillLasts() {
        var headers = TraceHeader.of(TraceIds.ofRequest(TraceIdsTest.REQUEST).orElseThrow());
        try (var _ = traces.view(headers, "view", "link-statuses")) {
            // a record that is applied
        }
        assertThat(spans.getFinishedSpanItems()).hasSize(1);

        now = now.plus(Duration.ofMinutes(11));
        try (var _ = traces.view(headers, "view", "link-statuses")) {
            // the same record, read once more after a start
        }
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
    }

    @Test
    void whatIsNoAddressIsRefusedWithoutShowingIt() {
        for (var wrong :
                List.of("collector:4318", "http://user:password@collector:4318", "ftp://collector", "http://")) {
            assertThatThrownBy(() -> new Tracing(wrong, 0.1))
                    .hasMessageContaining("companion.tracing.endpoint")
                    .hasMessageNotContaining("password");
        }
        assertThatThrownBy(() -> new Tracing("", 1.5)).hasMessageContaining("companion.tracing.probability");
    }

    @Test
    void anAddressWithoutAPathIsThatOfACollector() {
        assertThat(new Tracing("http://collector:4318", 1).address()).contains("http://collector:4318/v1/traces");
        assertThat(new Tracing(" https://collector/ ", 1).address()).contains("https://collector/v1/traces");
        assertThat(new Tracing("https://collector/otlp/v1/traces", 1).address())
                .contains("https://collector/otlp/v1/traces");
        assertThat(new Tracing("", 1).address()).isEmpty();
    }

    @Test
    void theLogSaysWhereTracesGoAndNoMoreOfTheAddress() {
        assertThat(new Tracing("http://collector:4318", 1).host()).contains("collector:4318");
        assertThat(new Tracing("https://collector/otlp/token-1234/v1/traces", 1).host())
                .contains("collector");
        assertThat(new Tracing("", 1).host()).isEmpty();
    }
}
