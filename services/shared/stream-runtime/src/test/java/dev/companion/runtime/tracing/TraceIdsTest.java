package dev.companion.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceIdsTest {

    private static final Instant AT = Instant.parse("2026-11-30T12:00:00.123Z");
    private static final String TAIL = "0123456789";
    static final String REQUEST =
            "%9s".formatted(Long.toString(AT.toEpochMilli(), 32)).replace(' ', '0') + TAIL;

    @Test
    void theTraceOfARequestFollowsFromItsIdAndSaysWhenItBegan() {
        var root = TraceIds.ofRequest(REQUEST).orElseThrow();

        assertThat(root.isValid()).isTrue();
        assertThat(root.isSampled()).isTrue();
        assertThat(TraceIds.ofRequest(REQUEST)).contains(root);
        assertThat(TraceIds.beginOf(root.getTraceId())).isEqualTo(AT);
    }

    @Test
    void whatFollowsFromARequestIsInItsTrace() {
        var root = TraceIds.ofRequest(REQUEST);

        assertThat(TraceIds.ofRequest(REQUEST + ".order-2")).isEqualTo(root);
        assertThat(TraceIds.ofRequest("request:" + REQUEST + ".order-12")).isEqualTo(root);
    }

    @Test
    void differentRequestsHaveDifferentTraces() {
        var other = REQUEST.substring(0, REQUEST.length() - 1) + "a";
        var later = REQUEST.replace(TAIL, "v" + TAIL.substring(1));

        assertThat(List.of(REQUEST, other, later).stream()
                        .map(id -> TraceIds.ofRequest(id).orElseThrow().getTraceId())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void noOtherTextIsARequest() {
        for (var text : List.of(
                "request-1",
                "",
                "acct-1.site-1.link.7",
                "vvvvvvvvvvvvvvvvvvv", // a time that never comes
                "0000000000123456789",
                REQUEST + "x",
                "audit:" + REQUEST,
                "d8f3b3c2-1111-4111-8111-000000000000")) {
            assertThat(TraceIds.ofRequest(text)).as(text).isEmpty();
        }
        assertThat(TraceIds.ofRequest(null)).isEmpty();
    }

    @Test
    void everyTraceIdSaysWhenTheTraceBegan() {
        var ids = new TraceIds(() -> AT);
        var seen = new HashSet<String>();

        for (var i = 0; i < 1_000; i++) {
            var trace = ids.generateTraceId();
            assertThat(TraceId.isValid(trace)).isTrue();
            assertThat(TraceIds.beginOf(trace)).isBetween(AT.minus(Duration.ofMillis(1)), AT);
            assertThat(SpanId.isValid(ids.generateSpanId())).isTrue();
            assertThat(seen.add(trace)).isTrue();
        }
    }

    @Test
    void aTraceOfAnotherSystemHasNoAge() {
        assertThat(TraceIds.beginOf("4bf92f3577b34da6a3ce929d0e0e4736")).isEqualTo(Instant.MAX);
    }
}
