package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ApiClient;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.Tenancy;
import dev.companion.runtime.door.Refusals;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Each refusal leaves one line of the log, one count, and one entry of the audit trail if the tenant is known. */
@ConsoleTest
@Import(Tenancy.class)
@ExtendWith(OutputCaptureExtension.class)
class SecurityLogTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private FakeVendors vendors;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @Autowired
    private ConsoleUnderTest.Trail trail;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    private final String tenantId = "t-" + UUID.randomUUID();

    @BeforeEach
    void forgetEarlierTries() {
        clock.advance(Duration.ofMinutes(20));
    }

    @Test
    void aSignInIsRecorded(CapturedOutput log) {
        new ApiClient(port).signedIn(vendors.administratorOf(tenantId));

        assertThat(log.getOut()).contains("administrator signed in");
        assertThat(meters.counter(SecurityLog.SIGN_INS).count()).isPositive();
        assertThat(trail.of(tenantId))
                .singleElement()
                .returns("sign in", AuditEntry::getAction)
                .returns(tenantId.substring(tenantId.length() - 4), AuditEntry::getActor);
    }

    @Test
    void wrongCredentialsAreRecordedWithoutATenant(CapturedOutput log) {
        var key = vendors.administratorOf(tenantId);
        var before = refusals("sign-in", "wrong credentials");

        new ApiClient(port).signIn(FakeVendors.RMM_URL, key, "wrong-secret-canary");

        assertThat(log.getOut()).contains("request refused").doesNotContain(key, "wrong-secret-canary");
        assertThat(refusals("sign-in", "wrong credentials")).isEqualTo(before + 1);
        assertThat(trail.of(tenantId)).isEmpty();
    }

    @Test
    void aUserWhoIsNoAdministratorIsKnownByTheAccountOfTheSavedAddress() {
        var tenant = tenancy.connected();
        var key = vendors.administratorOf(tenant.id);
        vendors.datto(key).usersAnswer(new Refused<>(Reason.PERMISSION, "no administrator"));

        assertThat(new ApiClient(port)
                        .signIn(FakeVendors.RMM_URL, key, FakeVendors.SECRET)
                        .status())
                .isEqualTo(403);

        assertThat(trail.of(tenant.id).stream()
                        .filter(entry -> entry.getAction().equals("refuse sign-in")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getWhy().orElseThrow()).startsWith("no administrator, from 127."));
    }

    @Test
    void aLimitThatIsMetIsCounted() {
        var key = vendors.administratorOf(tenantId);
        var before = refusals("sign-in", "limit same key");
        for (var i = 0; i < 6; i++) {
            new ApiClient(port).signIn(FakeVendors.RMM_URL, key, "wrong");
        }

        assertThat(refusals("sign-in", "limit same key")).isEqualTo(before + 1);
    }

    @Test
    void aChangeWithoutTheTokenIsRecorded() {
        var tenant = tenancy.connected();
        var before = refusals("change", "csrf token");

        for (var i = 0; i < 30; i++) {
            assertThat(tenant.api
                            .with("X-CSRF-TOKEN", "guessed")
                            .post("/api/links", Map.of())
                            .status())
                    .isEqualTo(403);
        }

        assertThat(refusals("change", "csrf token")).isEqualTo(before + 30);
        assertThat(trail.of(tenant.id).stream()
                        .filter(entry -> entry.getAction().equals("refuse change")))
                .as("at most ten a minute")
                .hasSize(10);
    }

    @Test
    void wrongCredentialsInTheSettingsAreRecordedAndLimited() {
        var tenant = tenancy.connected();
        var wrong = Map.of("accessUrl", FakeVendors.ACCESS_URL, "apiKey", "guess-of-a-gravityzone-key");
        for (var i = 0; i < 5; i++) {
            assertThat(tenant.api.put("/api/settings/gravityzone", wrong).status())
                    .isEqualTo(422);
        }

        var sixth = tenant.api.put("/api/settings/gravityzone", wrong);

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(1, 61);
        assertThat(trail.of(tenant.id).stream()
                        .filter(entry -> entry.getAction().equals("refuse credential test")))
                .hasSize(6);
        assertThat(refusals("credential-test", "gravityzone wrong key")).isPositive();
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void anOutageOfAVendorIsNoWrongKey() {
        var tenant = tenancy.connected();
        var keys =
                Map.of("apiUrl", FakeVendors.RMM_URL, "apiKey", FakeVendors.OUTAGE, "apiSecretKey", FakeVendors.SECRET);
        for (var i = 0; i < 8; i++) {
            assertThat(tenant.api.put("/api/settings/rmm", keys).status())
                    .as("try %d", i)
                    .isEqualTo(422);
        }
    }

    private double refusals(String door, String reason) {
        return meters.counter(Refusals.METER, "door", door, "reason", reason).count();
    }
}
