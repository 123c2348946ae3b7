package dev.companion.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceVariablesTest {

    /** What the kubelet sets for one Service with one port. */
    static Map<String, String> injected(String service, String host, int port) {
        var name = service.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
        var address = "tcp://%s:%d".formatted(host, port);
        var one = "%s_PORT_%d_TCP".formatted(name, port);
        return Map.of(
                name + "_SERVICE_HOST",
                host,
                name + "_SERVICE_PORT",
                Integer.toString(port),
                name + "_SERVICE_PORT_HTTP",
                Integer.toString(port),
                name + "_PORT",
                address,
                one,
                address,
                one + "_PROTO",
                "tcp",
                one + "_PORT",
                Integer.toString(port),
                one + "_ADDR",
                host);
    }

    @Test
    void allVariablesOfAllServicesAreLeftOut() {
        var environment = new HashMap<String, String>();
        for (var service :
                List.of("companion", "companion-console", "companion-kafka", "server", "management-server")) {
            environment.putAll(injected(service, "10.0.0.1", 8080));
        }
        environment.put("COMPANION_KAFKA_BOOTSTRAPSERVERS", "kafka:9092");

        assertThat(ServiceVariables.without(environment))
                .containsExactly(Map.entry("COMPANION_KAFKA_BOOTSTRAPSERVERS", "kafka:9092"));
    }

    @Test
    void aSettingThatAPersonMadeWinsOverTheServiceOfItsName() {
        var environment = new HashMap<>(injected("companion-console", "10.0.0.1", 8080));
        environment.put("COMPANION_CONSOLE_PORT", "8085");
        environment.put("COMPANION_CONSOLE_SECURECOOKIES", "false");

        assertThat(ServiceVariables.without(environment))
                .containsOnly(
                        Map.entry("COMPANION_CONSOLE_PORT", "8085"),
                        Map.entry("COMPANION_CONSOLE_SECURECOOKIES", "false"));
    }

    @Test
    void anAddressOfIPv6IsAnAddress() {
        assertThat(ServiceVariables.without(injected("companion-console", "[fd00::1]", 8080)))
                .isEmpty();
    }

    @Test
    void whatSaysThatThisIsKubernetesStays() {
        var environment = injected("kubernetes", "10.0.0.1", 443);

        assertThat(ServiceVariables.without(environment)).isEqualTo(environment);
    }
}
