package dev.companion.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.runtime.tracing.DecisionTrace.Published;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DecisionTraceTest {

    private static final String KEY = "acct-1|site-1";
    private static final String OTHER_KEY = "acct-1|site-2";
    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
    private static final SpanContext NONE = SpanContext.getInvalid();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private Instant now = START;
    private Instant openedAt = START.minus(Duration.ofHours(1));
    private final Traces traces = traces(0);

    private Traces traces(double share) {
        return new Traces("provisioner", "1", share, () -> now, SimpleSpanProcessor.create(spans));
    }

    private static String request(Instant at, int number) {
        return "%9s%10s"
                .formatted(Long.toString(at.toEpochMilli(), 32), Integer.toString(number, 32))
                .replace(' ', '0');
    }

    private static SpanContext rootOf(String request) {
        return TraceIds.ofRequest(request).orElseThrow();
    }

    private static Published about(String key, String... causes) {
        return new Published(key, List.of(causes), false);
    }

    private static Published withEffect(String key, String... causes) {
        return new Published(key, List.of(causes), true);
    }

    private List<SpanContext> onRecord(Headers headers, String eventId, Published... published) {
        try (var trace = traces.onRecord("provision", "links", KEY, eventId, headers, openedAt)) {
            return trace.headersOf(List.of(published), Function.identity()).stream()
                    .map(TraceHeader::read)
                    .toList();
        }
    }

    private List<SpanContext> onTimer(Traces by, Published... published) {
        try (var trace = by.onTimer("provision", NONE, openedAt, false)) {
            return trace.headersOf(List.of(published), Function.identity()).stream()
                    .map(TraceHeader::read)
                    .toList();
        }
    }

    private List<SpanData> ended() {
        return spans.getFinishedSpanItems();
    }

    @Test
    void aDecisionIsAChildOfWhatItsRecordSaysAndSoIsWhatItPublishes() {
        var request = request(now, 1);

        var written = onRecord(TraceHeader.of(rootOf(request)), null, about(KEY, request), about(OTHER_KEY, "event-1"));

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("provisioner provision");
            assertThat(span.getTraceId()).isEqualTo(rootOf(request).getTraceId());
            assertThat(span.getParentSpanId()).isEqualTo(rootOf(request).getSpanId());
            assertThat(written).extracting(SpanContext::getSpanId).containsOnly(span.getSpanId());
        });
    }

    @Test
    void aRequestWithoutAHeaderBeginsItsOwnTraceWhereItIsFirstRead() {
        var request = request(now, 1);

        onRecord(new RecordHeaders(), request, about(KEY, request));

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(rootOf(request).getTraceId());
            assertThat(span.getSpanId()).isEqualTo(rootOf(request).getSpanId());
            assertThat(span.getParentSpanContext().isValid()).isFalse();
        });
    }

    @Test
    void whatAYoungRequestCausesAtATimerIsAChildOfTheRequest() {
        var one = request(now, 1);
        var other = request(now, 2);
        now = now.plus(Duration.ofMinutes(9));

        onTimer(traces, about(KEY, one), about(OTHER_KEY, other));

        assertThat(ended())
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrder(
                        rootOf(one).getSpanId(), rootOf(other).getSpanId());
    }

    @Test
    void afterTenMinutesANewTraceHasALinkToTheRequest() {
        var request = request(now, 1);
        now = now.plus(Duration.ofMinutes(11));

        onTimer(traces, withEffect(KEY, request));

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isNotEqualTo(rootOf(request).getTraceId());
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getLinks()).extracting(LinkData::getSpanContext).containsExactly(rootOf(request));
        });
    }

    @Test
    void aProcessThatTookTheTaskOverSinceTheRequestBeginsATraceWithALink() {
        var request = request(now, 1);
        now = now.plus(Duration.ofSeconds(40));
        openedAt = now.minus(Duration.ofSeconds(10));

        onTimer(traces, about(KEY, request)); // a find: what became of the call is not known

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getLinks()).extracting(LinkData::getSpanContext).containsExactly(rootOf(request));
        });
    }

    @Test
    void theTraceThatBeganAfterAWaitGoesOn() {
        var request = request(now, 1);
        now = now.plus(Duration.ofHours(2));
        var healing = onTimer(traces, withEffect(KEY, request)).getFirst();
        spans.reset();

        onRecord(TraceHeader.of(healing), null, withEffect(KEY, request));

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(healing.getTraceId());
            assertThat(span.getParentSpanId()).isEqualTo(healing.getSpanId());
        });
    }

    @Test
    void aRecordThatWasReadTooLateBeginsATraceWithALink() {
        var before = onTimer(traces, withEffect(KEY)).getFirst();
        spans.reset();
        now = now.plus(Duration.ofMinutes(11));

        onRecord(TraceHeader.of(before), null, withEffect(KEY));

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isNotEqualTo(before.getTraceId());
            assertThat(span.getLinks()).extracting(LinkData::getSpanContext).containsExactly(before);
        });
    }

    @Test
    void whatServesManyRequestsHasALinkToEachUpToTheLimit() {
        var requests = IntStream.range(0, 200).mapToObj(i -> request(now, i)).toArray(String[]::new);

        onTimer(traces, about(KEY, requests));

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getLinks())
                    .hasSize(128)
                    .extracting(LinkData::getSpanContext)
                    .contains(rootOf(requests[7]));
            assertThat(span.getTotalRecordedLinks()).isEqualTo(128);
        });
    }

    @Test
    void whatARecordMovesForAnotherRequestIsInThatRequestsTraceWithALink() {
        var one = request(now, 1);
        var other = request(now, 2);

        var written = onRecord(TraceHeader.of(rootOf(one)), null, about(KEY, one), about(OTHER_KEY, other));

        assertThat(written)
                .extracting(SpanContext::getTraceId)
                .containsExactly(rootOf(one).getTraceId(), rootOf(other).getTraceId());
        assertThat(ended())
                .filteredOn(span -> span.getTraceId().equals(rootOf(other).getTraceId()))
                .singleElement()
                .satisfies(span -> assertThat(span.getLinks())
                        .extracting(link -> link.getSpanContext().getSpanId())
                        .containsExactly(written.getFirst().getSpanId()));
    }

    @Test
    void whatNeitherARequestNorAnEffectIsBehindIsSampledByItsShare() {
        onTimer(traces, about(KEY, "event-1"));
        assertThat(ended()).isEmpty();

        onTimer(traces(1), about(KEY, "event-1"));
        assertThat(ended()).hasSize(1);

        spans.reset();
        onTimer(traces, withEffect(KEY, "event-1"));
        assertThat(ended()).as("an effect is always sampled").hasSize(1);
    }

    @Test
    void whatIsNotSampledSaysSoThatNoLaterServiceBeginsInTheMiddle() {
        var written = onTimer(traces, about(KEY, "event-1")).getFirst();

        onRecord(TraceHeader.of(written), null, about(KEY, "event-2"));

        assertThat(written.isValid()).isTrue();
        assertThat(written.isSampled()).isFalse();
        assertThat(ended()).isEmpty();
    }

    @Test
    void whatIsPublishedBesideAnEffectIsSampledWithIt() {
        var request = request(now, 1);
        now = now.plus(Duration.ofHours(3));

        var written = onTimer(traces, about(KEY, request), withEffect(KEY, request));

        assertThat(written).extracting(SpanContext::isSampled).containsExactly(true, true);
        assertThat(ended()).hasSize(1);
    }

    @Test
    void anEffectIsSampledAlsoIfWhatLedToItIsNot() {
        var request = request(now, 1);
        now = now.plus(Duration.ofHours(3));
        var verification = onTimer(traces, about(KEY, request)).getFirst();
        assertThat(ended()).isEmpty();

        var written = onRecord(TraceHeader.of(verification), null, about(KEY, request), withEffect(KEY, request));

        assertThat(written).extracting(SpanContext::isSampled).containsExactly(false, true);
        assertThat(ended())
                .singleElement()
                .satisfies(span -> assertThat(span.getLinks())
                        .extracting(LinkData::getSpanContext)
                        .containsExactly(rootOf(request)));
    }

    @Test
    void aTimerThatPublishesNothingHasNoSpanSoAPageOfAnUnchangedListHasThatOfItsCallAlone() {
        onTimer(traces(1));
        try (var trace = traces.onTimer("poll", rootOf(request(now, 1)), openedAt, true)) {
            assertThat(trace.headersOf(List.<Published>of(), Function.identity()))
                    .isEmpty();
        }

        assertThat(ended()).isEmpty();
    }

    @Test
    void theHeaderIsTheOnlyOneAndHasSixtySixBytes() {
        var read = TraceHeader.of(rootOf(request(now, 1)));
        read.add("tracestate", "vendor=1".getBytes(StandardCharsets.UTF_8));
        read.add("baggage", "user=hanna".getBytes(StandardCharsets.UTF_8));
        try (var trace = traces.onRecord("provision", "links", KEY, null, read, openedAt)) {
            var headers = trace.headersOf(List.of(about(KEY, "event-1")), Function.identity())
                    .getFirst();

            assertThat(headers.toArray()).singleElement().satisfies(header -> {
                assertThat(header.key()).isEqualTo("traceparent");
                assertThat(header.key().length() + header.value().length).isEqualTo(66);
            });
        }
    }

    @Test
    void aHeaderThatCannotBeReadIsNone() {
        var read = new RecordHeaders();
        read.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));

        var written = onRecord(read, null, withEffect(KEY, "event-1")).getFirst();

        assertThat(written.isValid()).isTrue();
        assertThat(ended())
                .singleElement()
                .satisfies(span ->
                        assertThat(span.getParentSpanContext().isValid()).isFalse());
    }

    @Test
    void aDecisionThatThrowsEndsAsFailedWithoutTheMessage() {
        try (var trace =
                traces.onRecord("provision", "links", KEY, null, TraceHeader.of(rootOf(request(now, 1))), openedAt)) {
            trace.run(() -> {
                throw new IllegalStateException("Rose & Co");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("Rose & Co");
        }

        assertThat(ended()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getDescription()).isEqualTo("IllegalStateException");
            assertThat(span.toString()).doesNotContain("Rose");
        });
    }

    @Test
    void withoutAnEndpointThereIsNoSpanAndNoHeaderOfOurs() {
        var off = Traces.off();
        try (var trace = off.onTimer("provision", NONE, openedAt, false);
                var call = off.call(new RecordHeaders(), "gravityzone", "create_company");
                var request = off.request(request(now, 1), "CREATE_LINKS")) {
            assertThat(trace.headersOf(List.of(withEffect(KEY, request(now, 1))), Function.identity())
                            .getFirst())
                    .isEmpty();
            assertThat(call).isSameAs(TraceSpan.NONE);
            assertThat(request).isSameAs(TraceSpan.NONE);
        }
    }
}
