package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ApiClient;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class SessionApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @Autowired
    private FakeVendors vendors;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @BeforeEach
    void forgetEarlierTries() {
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void anAdministratorGetsInAndOut() {
        // Given
        var api = new ApiClient(port);

        // When
        var answer = api.signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, FakeVendors.SECRET);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/tenant/id")).isEqualTo("tenant-a");
        assertThat(answer.at("/tenant/name")).isEqualTo("Northwind MSP");
        assertThat(answer.json().at("/integrationConfigured").asBoolean()).isFalse();
        assertThat(answer.header("Set-Cookie"))
                .matches("__Host-companion=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict");
        api.signedIn(FakeVendors.ALICE);
        assertThat(api.get("/api/session").at("/csrfToken")).hasSize(43);
        var out = api.delete("/api/session", null);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
        assertThat(out.header("Set-Cookie"))
                .startsWith("__Host-companion=; Path=/; Max-Age=0")
                .contains("; Secure");
        assertThat(api.get("/api/session").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong secret,           key-of-alice-aaaa,                    x,   401",
        "unknown key,            nobody,                               ok,  401",
        "no administrator,       key-of-a-technician-cccc,             ok,  403",
        "account id of no use,   key-of-an-odd-account-dddd,           ok,  422",
        "platform is down,       key-while-the-platform-is-down-eeee,  ok,  503",
    })
    void othersAreToldNoMoreThanTheyMayKnow(String why, String key, String secret, int status) {
        var answer =
                new ApiClient(port).signIn(FakeVendors.RMM_URL, key, secret.equals("ok") ? FakeVendors.SECRET : secret);

        assertThat(answer.status()).as(why).isEqualTo(status);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.text()).doesNotContain(FakeVendors.SECRET, key);
    }

    @Test
    void refusedCredentialsSayWhatToCheck() {
        var answer = new ApiClient(port).signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, "wrong");

        assertThat(answer.at("/detail")).contains("API secret key", "Check both", "API URL", "platform", "API access");
    }

    @Test
    void aWrongKeyAndAWrongSecretLookTheSame() {
        var api = new ApiClient(port);

        assertThat(api.signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, "wrong").text())
                .isEqualTo(api.signIn(FakeVendors.RMM_URL, "nobody", "wrong").text());
    }

    @Test
    void anAddressThatIsNotAllowedSaysWhatToChange() {
        var answer = new ApiClient(port).signIn("http://169.254.169.254/latest", FakeVendors.ALICE, FakeVendors.SECRET);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("neither of these vendors");
    }

    @Test
    void anotherAddressOfTheSameAccountIsRefusedAndItsEarlierSessionsEnd() {
        var tenant = tenancy.fresh();
        var elsewhere = new ApiClient(port).signedIn("https://zinfandel-api.example", tenant.administrator());
        assertThat(elsewhere.get("/api/session").status())
                .as("no address is saved yet")
                .isEqualTo(200);

        tenant.feed().tenant(tenant.id, Recorded.tenant(tenant.id, "MSP"));

        assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
        assertThat(tenant.api.get("/api/session").status()).isEqualTo(200);
        var again =
                new ApiClient(port).signIn("https://zinfandel-api.example", tenant.administrator(), FakeVendors.SECRET);
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.at("/detail")).contains("no other address can speak for it", "COMPANION_MOVED_ACCOUNTS");
    }

    @Test
    void emptyAndMissingFieldsAreNotUnderstood() {
        var api = new ApiClient(port);

        assertThat(api.signIn(" ", "k", "s").at("/detail")).startsWith("apiUrl");
        assertThat(api.post("/api/session", Map.of("apiUrl", "https://x.example"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/session", "{\"apiSecretKey\": \"oops-" + FakeVendors.SECRET + "\"")
                        .text())
                .doesNotContain(FakeVendors.SECRET);
    }

    @Test
    void theSixthWrongTryInAMinuteWaits() {
        var api = new ApiClient(port);
        var key = vendors.administratorOf("t-" + UUID.randomUUID());
        for (int i = 0; i < 5; i++) {
            assertThat(api.signIn(FakeVendors.RMM_URL, key, "wrong").status()).isEqualTo(401);
        }

        var sixth = api.signIn(FakeVendors.RMM_URL, key, FakeVendors.SECRET);

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 61);
        clock.advance(Duration.ofSeconds(61));
        assertThat(api.signIn(FakeVendors.RMM_URL, key, FakeVendors.SECRET).status())
                .isEqualTo(200);
    }

    @Test
    void aRightKeyIsNotLockedOutByOthersTries() {
        var api = new ApiClient(port);
        var known = vendors.administratorOf("t-" + UUID.randomUUID());
        api.signedIn(known);
        for (int i = 0; i < 8; i++) {
            api.signIn(FakeVendors.RMM_URL, "guess-" + i, "wrong");
            api.signIn(FakeVendors.RMM_URL, known, "wrong");
        }

        var fresh = vendors.administratorOf("t-" + UUID.randomUUID());
        assertThat(api.signIn(FakeVendors.RMM_URL, fresh, FakeVendors.SECRET).status())
                .as("a key that others did not try, from their address")
                .isEqualTo(200);
        assertThat(api.signIn(FakeVendors.RMM_URL, known, FakeVendors.SECRET).status())
                .as("a key that others tried, and that has signed in before")
                .isEqualTo(200);
    }

    @Test
    void blanksThatAreInvisibleArePastedAlongAndRemoved() {
        var key = vendors.administratorOf("t-" + UUID.randomUUID());
        var api = new ApiClient(port);

        var answer = api.signIn(
                "\u00a0" + FakeVendors.RMM_URL + "\u200b",
                "\ufeff" + key.substring(0, 5) + "\u200b\n" + key.substring(5) + "\u00a0",
                "\u2003\u2060" + FakeVendors.SECRET + "\u00a0\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/apiKeyLastFour")).isEqualTo(key.substring(key.length() - 4));
        assertThat(api.signIn("\u200b", key, FakeVendors.SECRET).status()).isEqualTo(400);
        assertThat(api.signIn(FakeVendors.RMM_URL, key, "\u00a0\u200b").status())
                .isEqualTo(400);
    }

    @Test
    void anotherSiteCannotSignPeopleIn() {
        var api = new ApiClient(port);

        api.with("Sec-Fetch-Site", "cross-site");
        assertThat(api.signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, FakeVendors.SECRET)
                        .status())
                .isEqualTo(403);
        api.with("Sec-Fetch-Site", null).with("Origin", "https://evil.example");
        assertThat(api.signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, FakeVendors.SECRET)
                        .status())
                .isEqualTo(403);
        api.with("Origin", "http://localhost:" + port);
        assertThat(api.signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, FakeVendors.SECRET)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nothingIsSeenWithoutASession() {
        var stranger = new ApiClient(port);

        for (var path : List.of("session", "settings", "sites", "companies", "tasks/x", "events", "audit", "stream")) {
            var answer = stranger.get("/api/" + path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(stranger.post("/api/links", Map.of()).status()).isEqualTo(401);
        assertThat(stranger.delete("/api/links", Map.of()).status()).isEqualTo(401);
        assertThat(stranger.put("/api/settings/rmm", Map.of()).status()).isEqualTo(401);
        assertThat(stranger.post("/api/events/d/resolution", Map.of()).status()).isEqualTo(401);
        assertThat(stranger.delete("/api/session", null).status()).isEqualTo(401);
        assertThat(stranger.with("Cookie", "__Host-companion=guessed")
                        .get("/api/sites")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void everyChangeNeedsTheTokenOfItsOwnSession() {
        var tenant = tenancy.connected();
        var other = tenancy.connected();
        var foreignToken = other.api.get("/api/session").at("/csrfToken");

        for (var token : new String[] {null, "", "guessed", foreignToken}) {
            tenant.api.with("X-CSRF-TOKEN", token);
            assertThat(tenant.api.post("/api/links", Map.of()).status()).isEqualTo(403);
            assertThat(tenant.api.delete("/api/links", Map.of()).status()).isEqualTo(403);
            assertThat(tenant.api.put("/api/settings/gravityzone", Map.of()).status())
                    .isEqualTo(403);
            assertThat(tenant.api.put("/api/settings/rmm", Map.of()).status()).isEqualTo(403);
            assertThat(tenant.api.put("/api/settings/default-package", Map.of()).status())
                    .isEqualTo(403);
            assertThat(tenant.api.post("/api/events/d/resolution", Map.of()).status())
                    .isEqualTo(403);
            assertThat(tenant.api.delete("/api/session", null).status()).isEqualTo(403);
        }
        assertThat(tenant.requests()).isEmpty();
        assertThat(tenant.api.get("/api/session").status())
                .as("reading needs none")
                .isEqualTo(200);
    }

    @Test
    void signingInAnewEndsTheFormerSession() {
        var tenant = tenancy.connected();
        var former = tenant.api.cookie();

        tenant.api.signedIn(tenant.administrator());

        assertThat(tenant.api.get("/api/session").status()).isEqualTo(200);
        assertThat(tenant.api.with("Cookie", former).get("/api/session").status())
                .isEqualTo(401);
    }

    @Test
    void everyAnswerTellsBrowsersWhatIsForbidden() {
        for (var path : List.of("/signin", "/api/session")) {
            var answer = new ApiClient(port).get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void healthIsOnThePortForItAndNowhereElse() {
        assertThat(new ApiClient(managementPort).get("/actuator/health").status())
                .isEqualTo(200);
        for (var path :
                List.of("/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/prometheus")) {
            assertThat(new ApiClient(port).get(path).status()).as(path).isEqualTo(404);
            assertThat(tenancy.connected().api.get(path).status()).as(path).isEqualTo(404);
        }
    }
}
