package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VendorMetersTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private long count(String result) {
        return meters.get("companion.vendor.call")
                .tags("service", "poller", "api", "datto_rmm", "result", result)
                .timer()
                .count();
    }

    @Test
    void eachRequestThatWasSentIsCountedOnceByHowItEnded() {
        var replies = List.<Reply>of(
                Reply.of(200, Map.of(), "{}"),
                Reply.of(404, Map.of(), "{}"),
                Reply.of(429, Map.of(), "{}"),
                Reply.of(503, Map.of(), "{}"),
                Fault.CLOSE_IN_BODY);
        var next = new AtomicInteger();
        try (var server = new StubServer(_ -> replies.get(next.getAndIncrement()));
                var http = VendorHttp.of(
                        AllowedHosts.of(List.of(server.hostAndPort())),
                        AMPLE,
                        AMPLE,
                        new VendorMeters("poller", "datto_rmm", () -> NOW, meters))) {
            if (Origin.of(server.origin()) instanceof CallResult.Found<Origin>(var to)) {
                replies.forEach(_ -> http.exchange(HttpCall.of(CallKind.EFFECT, "POST", to, "/")));
            }
        }

        assertThat(count("answered")).isEqualTo(1);
        assertThat(count("refused")).isEqualTo(1);
        assertThat(count("throttled")).isEqualTo(1);
        assertThat(count("failed")).isEqualTo(2);
    }

    @Test
    void theSeriesAreThereBeforeTheFirstCall() {
        new VendorMeters("poller", "datto_rmm", () -> NOW, meters);

        assertThat(meters.getMeters().stream()
                        .filter(meter -> meter.getId().getName().equals("companion.vendor.call")))
                .hasSize(4);
        assertThat(meters.get("companion.vendor.clock.difference").gauge().value())
                .isNaN();
    }
}
