package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void withoutAnythingSaidTheDefaultsOfTheReadmeHold() {
        var settings = Settings.of(List.of("up"), Map.of());

        assertThat(settings.demo()).isFalse();
        assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.ports()).extracting(Settings.Port::number).containsExactly(8080, 9080, 9092, 8081);
    }

    @ParameterizedTest
    @CsvSource({"'',127.0.0.1", "127.0.0.1,127.0.0.1", "0.0.0.0,0.0.0.0", "::,0:0:0:0:0:0:0:0"})
    void pagesAndHealthAreOnLoopbackUnlessAnAddressIsGiven(String given, String bound) {
        assertThat(Settings.of(List.of("up"), Map.of("COMPANION_BIND", given)).bind())
                .isEqualTo(bound);
    }

    /** Its form of sign-in is filled in. */
    @Test
    void aDemoIsForThisMachineOnly() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Settings.of(List.of("demo"), Map.of("COMPANION_BIND", "0.0.0.0")))
                .withMessageContaining("COMPANION_BIND");
    }

    @Test
    void aHostMayBeAnAddressOfSixteenBytesOrHaveAnUnderscore() {
        var settings = Settings.of(List.of("up"), Map.of("COMPANION_ALLOWED_HOSTS", "[fd00::1]:443,my_proxy:8443"));

        assertThat(settings.reachableRmm()).containsExactly("[fd00::1]:443", "my_proxy:8443");
    }

    @Test
    void theDemoListensOnTheSimulatorsPortsTooAndMayReachThem() {
        var settings = Settings.of(List.of("demo"), Map.of("COMPANION_SIMULATOR_PORT", "7000"));

        assertThat(settings.ports()).extracting(Settings.Port::number).contains(7000, 7001, 7002);
        assertThat(settings.reachableRmm()).containsExactly("localhost:7001");
        assertThat(settings.reachableGravityZone()).containsExactly("localhost:7002");
    }

    @Test
    void eachVendorHasItsOwnListOfHostsAndTheOldListCountsForBoth() {
        var settings = Settings.of(
                List.of("up"),
                Map.of(
                        "COMPANION_ALLOWED_HOSTS", "proxy:443",
                        "COMPANION_ALLOWED_RMM_HOSTS", "rmm:443, rmm:8443",
                        "COMPANION_ALLOWED_GRAVITYZONE_HOSTS", "gz:443"));

        assertThat(settings.reachableRmm()).containsExactly("proxy:443", "rmm:443", "rmm:8443");
        assertThat(settings.reachableGravityZone()).containsExactly("proxy:443", "gz:443");
    }

    @Test
    void aPartOfItListensOnItsOwnPortsAloneAndLogsWhereNoOtherPartDoes() {
        var broker = Settings.of(List.of("demo", "--data", "/tmp/a", "--only", "broker"), Map.of());
        var some = Settings.of(List.of("demo", "--data", "/tmp/a", "--only", "mapper,poller"), Map.of());

        assertThat(broker.ports()).extracting(Settings.Port::number).containsExactly(9092, 9094, 8081);
        assertThat(broker.logs()).isEqualTo(Path.of("/tmp/a/logs/broker"));
        assertThat(some.ports()).extracting(Settings.Port::number).containsExactly(9080);
        assertThat(some.logs()).isEqualTo(Path.of("/tmp/a/logs/poller+mapper-9080"));
        assertThat(some.reachableRmm()).containsExactly("localhost:8091");
        assertThat(some.reachableGravityZone()).containsExactly("localhost:8092");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"poller,pooler;pooler", "simulator;without demo", "'';there is no part"})
    void partsThatAreNoneAreRefused(String parts, String expected) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Settings.of(List.of("up", "--only", parts), Map.of()))
                .withMessageContaining("--only")
                .withMessageContaining(expected);
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        var settings =
                Settings.of(List.of("demo", "--data", "/tmp/a", "--no-life"), Map.of("COMPANION_DATA_DIR", "/tmp/b"));

        assertThat(settings.data()).isEqualTo(Path.of("/tmp/a"));
        assertThat(settings.life()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2s,2000", "500ms,500", "5m,300000", "1h,3600000"})
    void anIntervalIsReadWithItsUnit(String text, long millis) {
        assertThat(Settings.of(List.of("up"), Map.of("COMPANION_POLL_INTERVAL", text))
                        .pollInterval())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPANION_CONSOLE_PORT,abc,a port from 1 to 65533",
        "COMPANION_CONSOLE_PORT,70000,a port from 1 to 65533",
        "COMPANION_CONSOLE_PORT,9092,given for the console and for the Kafka",
        "COMPANION_BIND,companion.example.com,an address such as 0.0.0.0",
        "COMPANION_POLL_INTERVAL,10,such as 60s",
        "COMPANION_POLL_INTERVAL,1ms,500ms to 24h",
        "COMPANION_ALLOWED_HOSTS,https://x,host:port",
        "COMPANION_ALLOWED_RMM_HOSTS,https://x,host:port",
        "COMPANION_ALLOWED_GRAVITYZONE_HOSTS,gz,host:port"
    })
    void whatCannotBeIsRefusedWithWhatIsExpected(String variable, String value, String expected) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Settings.of(List.of("up"), Map.of(variable, value)))
                .withMessageContaining(expected)
                .withMessageContaining(variable);
    }

    @ParameterizedTest
    @CsvSource({"--data", "--fast", "start"})
    void anUnknownArgumentIsNamed(String argument) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> Settings.of(List.of("demo", argument), Map.of()))
                .withMessageContaining(argument);
    }

    @Test
    void aDataDirectoryIsHeldByOneRunAtATime(@TempDir Path directory) {
        try (var held = DataDirectory.hold(directory.resolve("data"))) {
            assertThat(held.kafka().getParent()).isEqualTo(directory.resolve("data"));
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> DataDirectory.hold(directory.resolve("data")))
                    .withMessageContaining("in use by another run");
        }
        DataDirectory.hold(directory.resolve("data")).close();
    }

    @Test
    void aDataDirectoryThatCannotBeIsRefusedWithTheWayOut(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DataDirectory.hold(file.resolve("data")))
                .withMessageContaining("--data DIR");
    }
}
