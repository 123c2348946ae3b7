package dev.companion.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;

class DoorTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Refusals refusals = new Refusals(meters, nanos::get);

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LocalHost", "localhost.", "a.localhost", "127.0.0.1", "127.8.9.1", "[::1]", "::1"})
    void loopbackIsAlwaysAllowed(String host) {
        assertThat(HostNames.forPeople(List.of()).allows(host)).isTrue();
        assertThat(HostNames.forPlatform(List.of()).allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "8.8.8.8.nip.io", ""})
    void aForeignNameIsNeverAllowed(String host) {
        assertThat(HostNames.forPeople(List.of("companion.example")).allows(host))
                .isFalse();
        assertThat(HostNames.forPlatform(List.of("companion.example")).allows(host))
                .isFalse();
        assertThat(HostNames.forPlatform(List.of()).allows(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "[2001:db8::1]",
                "mapper",
                "mapper.companion.svc",
                "mapper.companion.svc.cluster.local"
            })
    void thePlatformUsesAddressesAndInternalNamesAndPeopleDoNot(String host) {
        assertThat(HostNames.forPlatform(List.of()).allows(host)).isTrue();
        assertThat(HostNames.forPeople(List.of()).allows(host)).isFalse();
    }

    @Test
    void aConfiguredNameIsAllowedInAnyCase() {
        var hosts = HostNames.forPeople(List.of("Companion.Example.com", "192.168.1.7"));

        assertThat(hosts.allows("companion.example.COM")).isTrue();
        assertThat(hosts.allows("192.168.1.7")).isTrue();
        assertThat(hosts.allows("other.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://companion.example", "companion.example:8080", "*.example", "a b", "companion.example/x"
            })
    void aNameThatIsNoNameIsRefusedAtTheStart(String name) {
        assertThatThrownBy(() -> new DoorProperties(List.of(name)))
                .hasMessageContaining("companion.http.host-names: " + name)
                .hasMessageContaining("expected: names without scheme and port");
    }

    @Test
    void aBodyIsCountedWhileItIsReadAndTimed() throws Exception {
        var request = new MockHttpServletRequest();
        request.setContent(new byte[11]);
        var large = new LimitedBody(request, 10, Duration.ofSeconds(20), nanos::get);

        assertThatThrownBy(() -> large.getInputStream().readAllBytes())
                .isInstanceOfSatisfying(
                        BodyRefused.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(413));
        assertThat(large.refusal()).isNotNull();

        request.setContent(new byte[10]);
        assertThat(new LimitedBody(request, 10, Duration.ofSeconds(20), nanos::get)
                        .getInputStream()
                        .readAllBytes())
                .hasSize(10);

        request.setContent(new byte[10]);
        var slow = new LimitedBody(request, 10, Duration.ofSeconds(20), nanos::get);
        slow.getInputStream().read();
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        assertThatThrownBy(() -> slow.getInputStream().read())
                .isInstanceOfSatisfying(
                        BodyRefused.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(408));
    }

    @Test
    void anAttackIsCountedWhollyAndFillsNoLog() {
        var logger = (Logger) LoggerFactory.getLogger(Refusals.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
        for (var i = 0; i < 1_000; i++) {
            refusals.add("sign-in", "wrong credentials", new Refusals.Who("203.0.113.7", "aaaa", null));
        }
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        refusals.add("sign-in", "wrong credentials", new Refusals.Who("203.0.113.7", "aaaa", null));
        refusals.add("change", "csrf token", new Refusals.Who("203.0.113.7", "", "tenant"));

        logger.detachAppender(lines);
        logger.setLevel(null);
        assertThat(lines.list).hasSize(Refusals.LINES_MAX + 2);
        assertThat(lines.list.get(Refusals.LINES_MAX).getKeyValuePairs().toString())
                .contains("sign-in", "wrong credentials", "203.0.113.7", "aaaa", "990");
        assertThat(meters.counter(Refusals.METER, "door", "sign-in", "reason", "wrong credentials")
                        .count())
                .isEqualTo(1_001);
    }
}
