package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ApiClient;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Unique secrets go in by every way there is, and come out nowhere: not in an answer, a log, a metric or a request. */
@ConsoleTest
@Import(Tenancy.class)
@ExtendWith(OutputCaptureExtension.class)
class SecretsStaySecretTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Test
    void whatGoesInDoesNotComeOut(CapturedOutput output) {
        clock.advance(Duration.ofMinutes(2));
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("dev.companion", LogLevel.TRACE);
        try {
            var answers = new ArrayList<String>();
            var tenant = tenancy.connected();
            var stranger = new ApiClient(port);
            var rejected = "canary-rejected-secret-9999";

            answers.add(stranger.signIn(FakeVendors.RMM_URL, tenant.administrator(), rejected)
                    .text());
            answers.add(stranger.signIn("https://user:" + rejected + "@nowhere", "k-" + rejected, rejected)
                    .text());
            answers.add(stranger.post("/api/session", "{\"apiSecretKey\":\"" + rejected + "\", broken")
                    .text());
            answers.add(tenant.api
                    .put("/api/settings/gravityzone", Map.of("accessUrl", FakeVendors.ACCESS_URL, "apiKey", rejected))
                    .text());
            answers.add(tenant.api
                    .put("/api/settings/gravityzone", "{\"apiKey\":[\"" + rejected + "\"]}")
                    .text());
            answers.add(tenant.api
                    .put(
                            "/api/settings/rmm",
                            Map.of(
                                    "apiUrl",
                                    FakeVendors.RMM_URL,
                                    "apiKey",
                                    tenant.administrator(),
                                    "apiSecretKey",
                                    rejected))
                    .text());
            for (var path :
                    List.of("/api/session", "/api/settings", "/settings", "/sites", "/activity", "/api/audit")) {
                answers.add(tenant.api.get(path).text());
            }
            answers.add(
                    new ApiClient(managementPort).get("/actuator/prometheus").text());
            answers.add(tenant.requests().toString());

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer)
                            .doesNotContain(rejected, FakeVendors.SECRET)
                            .doesNotContain(tenant.administrator() + "\""));
            assertThat(output.getAll()).contains("administrator signed in");
            assertThat(output.getAll()).doesNotContain(rejected, FakeVendors.SECRET, tenant.administrator());
        } finally {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel("dev.companion", null);
        }
    }
}
