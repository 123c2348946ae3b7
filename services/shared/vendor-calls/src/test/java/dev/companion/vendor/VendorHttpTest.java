package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.HttpAnswer.Answered;
import dev.companion.vendor.HttpAnswer.BrokenAfterSend;
import dev.companion.vendor.HttpAnswer.NotAllowed;
import dev.companion.vendor.HttpAnswer.NotSent;
import dev.companion.vendor.StubServer.Fault;
import dev.companion.vendor.StubServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class VendorHttpTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void bodyIsReadAsUtf8WhateverTheAnswerClaims() {
        try (var server = new StubServer(_ ->
                        Reply.of(200, Map.of("Content-Type", "text/plain; charset=ISO-8859-1"), "\uFEFFZürich 東京 🏔"));
                var http = http(server, AMPLE)) {
            assertThat(http.exchange(get(server)))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.body()).isEqualTo("Zürich 東京 🏔"));
        }
    }

    @Test
    void eachCompleteAnswerIsShownToTheWatchAndNoOther() {
        var seen = new ArrayList<String>();
        var replies = List.<Reply>of(Fault.CLOSE_IN_BODY, Reply.of(503, Map.of("Date", "then"), ""));
        try (var server = new StubServer(_ -> replies.get(seen.isEmpty() ? 1 : 0));
                var http = VendorHttp.of(
                        allowed(server),
                        AMPLE,
                        AMPLE,
                        (headers, took) -> seen.add(
                                "%s %b".formatted(headers.firstValue("Date").orElse(""), took.isPositive())))) {
            http.exchange(call(server, CallKind.EFFECT, "POST"));
            http.exchange(call(server, CallKind.EFFECT, "POST"));

            assertThat(seen).containsExactly("then true");
        }
    }

    @Test
    void redirectIsAnAnswerAndIsNotFollowed() {
        try (var server = new StubServer(_ -> Reply.of(302, Map.of("Location", "/elsewhere"), ""));
                var http = http(server, AMPLE)) {
            assertThat(http.exchange(get(server)))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.status()).isEqualTo(302));
            assertThat(server.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE", "SLOW_DRIP"},
            mode = EnumSource.Mode.EXCLUDE)
    void brokenAnswerMayHaveHadAnEffectAndIsNotAskedForAgain(Fault fault) {
        try (var server = new StubServer(_ -> fault);
                var http = VendorHttp.of(allowed(server), AMPLE, AMPLE, 1 << 20)) {
            assertThat(http.exchange(call(server, CallKind.EFFECT, "POST").withBody("text/plain", "x")))
                    .isInstanceOf(BrokenAfterSend.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENCE", "SLOW_DRIP"})
    void oneDeadlineCoversTheBodyTooAndEndsTheConnection(Fault fault) throws Exception {
        try (var server = new StubServer(_ -> fault);
                var http = http(server, SHORT)) {
            var begin = System.nanoTime();
            assertThat(http.exchange(get(server)))
                    .isInstanceOfSatisfying(
                            BrokenAfterSend.class,
                            broken -> assertThat(broken.why()).contains("300 ms"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            server.hungUp().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void endlessBodyIsCutAtTheLimitAndTheServerNoticesIt() throws Exception {
        try (var server = new StubServer(_ -> Fault.ENDLESS_BODY);
                var http = http(server, AMPLE)) {
            assertThat(http.exchange(get(server)))
                    .isInstanceOfSatisfying(
                            BrokenAfterSend.class,
                            broken -> assertThat(broken.why()).contains("larger"));
            server.hungUp().get(10, TimeUnit.SECONDS);
            // Beyond the limit there are only the buffers of two sockets.
            assertThat(server.bodyBytesSent()).isLessThan(2L * VendorHttp.BODY_BYTES_MAX);
        }
    }

    @Test
    void callWithEffectNeverRidesOnAUsedConnection() {
        try (var server = new StubServer(_ -> Reply.EMPTY);
                var http = http(server, AMPLE)) {
            http.exchange(get(server));
            http.exchange(get(server));
            http.exchange(call(server, CallKind.EFFECT, "PUT").withBody("text/plain", "x"));
            http.exchange(call(server, CallKind.EFFECT, "DELETE"));
            assertThat(server.received().stream().map(StubServer.Received::connection))
                    .containsExactly(1, 1, 2, 3);
        }
    }

    @Test
    void refusedConnectionIsNotSent() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var hostAndPort = "127.0.0.1:" + port;
        try (var http = VendorHttp.of(AllowedHosts.of(List.of(hostAndPort)), AMPLE, AMPLE)) {
            assertThat(http.exchange(call("http://" + hostAndPort, CallKind.EFFECT, "POST")))
                    .isInstanceOfSatisfying(
                            NotSent.class, answer -> assertThat(answer.why()).contains(hostAndPort));
        }
    }

    @Test
    void unknownHostIsNotSent() {
        try (var http = VendorHttp.of(AllowedHosts.of(List.of("nowhere.invalid:80")), AMPLE, AMPLE)) {
            assertThat(http.exchange(call("http://nowhere.invalid", CallKind.EFFECT, "POST")))
                    .isInstanceOfSatisfying(
                            NotSent.class, answer -> assertThat(answer.why()).contains("no host named"));
        }
    }

    @Test
    void serverWithoutTlsUnderHttpsIsNoAnswer() {
        try (var server = new StubServer(_ -> Reply.EMPTY);
                var http = http(server, Duration.ofSeconds(5))) {
            var answer = http.exchange(call("https://" + server.hostAndPort(), CallKind.READ, "GET"));
            assertThat(answer).isInstanceOfAny(NotSent.class, BrokenAfterSend.class);
        }
    }

    @Test
    void allowedNameThatLeadsToAPrivateAddressIsNotCalled() throws UnknownHostException {
        var loopback = InetAddress.getByAddress("vidal-api.centrastage.net", new byte[] {127, 0, 0, 1});
        try (var http = withNames(_ -> List.of(loopback))) {
            assertThat(http.exchange(call("https://vidal-api.centrastage.net", CallKind.READ, "GET")))
                    .isInstanceOfSatisfying(
                            NotAllowed.class,
                            refusal -> assertThat(refusal.why()).contains("not public"));
        }
    }

    @Test
    void nameThatNobodyKnowsIsNotSent() {
        try (var http = withNames(host -> {
            throw new UnknownHostException(host);
        })) {
            assertThat(http.exchange(call("https://vidal-api.centrastage.net", CallKind.READ, "GET")))
                    .isInstanceOf(NotSent.class);
        }
    }

    @Test
    void nameServerThatDoesNotAnswerIsBoundedByTheDeadline() {
        try (var http = withNames(_ -> {
            LockSupport.park();
            return List.of();
        })) {
            assertThat(http.exchange(call("https://vidal-api.centrastage.net", CallKind.READ, "GET")))
                    .isInstanceOf(NotSent.class);
        }
    }

    @Test
    void hostOutsideTheListIsNotCalled() {
        try (var server = new StubServer(_ -> Reply.EMPTY);
                var http = VendorHttp.of(AllowedHosts.of(List.of()), AMPLE, AMPLE)) {
            assertThat(http.exchange(get(server))).isInstanceOf(NotAllowed.class);
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void interruptedCallMayHaveHadAnEffectAndStaysInterrupted() throws Exception {
        try (var server = new StubServer(_ -> Fault.SILENCE);
                var http = http(server, AMPLE)) {
            var caller = Thread.ofVirtual().unstarted(() -> {
                assertThat(http.exchange(get(server))).isInstanceOf(BrokenAfterSend.class);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
            var failures = new CompletableFuture<Throwable>();
            caller.setUncaughtExceptionHandler((_, failure) -> failures.complete(failure));
            caller.start();
            caller.interrupt();
            caller.join();
            assertThat(failures).isNotDone();
        }
    }

    @Test
    void retryAfterDateIsMeasuredByTheClockThatNamedIt() {
        try (var server = new StubServer(_ -> Reply.of(
                        429,
                        Map.of("Date", "Sun, 01 Nov 2026 10:00:00 GMT", "Retry-After", "Sun, 01 Nov 2026 10:01:30 GMT"),
                        ""));
                var http = VendorHttp.of(allowed(server), AMPLE, AMPLE, 1 << 20)) {
            assertThat(http.exchange(get(server)))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer ->
                                    assertThat(answer.retryAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(90)));
        }
    }

    @Test
    void nothingOfACallShowsItsCredentials() {
        try (var server = new StubServer(_ -> Reply.json("{\"access_token\":\"hidden-token\"}"));
                var http = http(server, AMPLE)) {
            var call = call(server.origin(), CallKind.READ, "GET", "/token?secret=hidden-query")
                    .withHeader("Authorization", "Bearer hidden-header")
                    .withBody("text/plain", "hidden-body");
            assertThat(call.toString() + http.exchange(call)).doesNotContain("hidden");
            assertThat(server.received().getFirst().body().getBytes(StandardCharsets.UTF_8))
                    .isNotEmpty();
        }
    }

    private static VendorHttp withNames(VendorHttp.NameLookup names) {
        return new VendorHttp(AllowedHosts.of(List.of()), SHORT, SHORT, 1 << 20, names);
    }

    private static AllowedHosts allowed(StubServer server) {
        return AllowedHosts.of(List.of(server.hostAndPort()));
    }

    private static VendorHttp http(StubServer server, Duration total) {
        return VendorHttp.of(allowed(server), total, total);
    }

    private static HttpCall get(StubServer server) {
        return call(server, CallKind.READ, "GET");
    }

    private static HttpCall call(StubServer server, CallKind kind, String method) {
        return call(server.origin(), kind, method);
    }

    private static HttpCall call(String origin, CallKind kind, String method) {
        return call(origin, kind, method, "/some/where");
    }

    private static HttpCall call(String origin, CallKind kind, String method, String path) {
        if (Origin.of(origin) instanceof CallResult.Found<Origin>(var to)) {
            return HttpCall.of(kind, method, to, path);
        }
        throw new AssertionError(origin);
    }
}
