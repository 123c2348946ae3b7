package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.companion.audit.AuditEntry;
import dev.companion.console.FakeVendors;
import dev.companion.console.Recorded;
import dev.companion.console.domain.signin.SignInLimits;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.requests.AuditPublisher;
import dev.companion.console.view.ChangeListener;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.TenantScope;
import dev.companion.console.view.ViewFeed;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.runtime.door.Refusals;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Origin;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another program on an allowed host says that it is the Datto RMM of an existing tenant's account. */
class ForgedAccountTest {

    private static final String VICTIM = "acct-victim";

    private final SessionRules rules =
            new SessionRules(Duration.ofMinutes(30), Duration.ofHours(8), Duration.ofMinutes(5), true);
    private final AtomicInteger tokens = new AtomicInteger();
    private final Instant now = Recorded.AT;
    private final List<AuditEntry> trail = new ArrayList<>();
    private final ConsoleView view = new ConsoleView(ChangeListener.NONE);
    private final ViewFeed feed = new ViewFeed(view);
    private final ConsoleSessions sessions =
            new ConsoleSessions(rules, () -> now, () -> "token-" + tokens.incrementAndGet());
    private HttpServer forger;
    private String forgedUrl;
    private VendorHttp http;

    /** Everything that it takes to be the Datto RMM of any account. */
    @BeforeEach
    void forge() throws IOException {
        forger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        reply("/auth/oauth/token", "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":360000}");
        reply("/api/v2/account", "{\"uid\":\"" + VICTIM + "\",\"name\":\"Northwind MSP\"}");
        reply("/api/v2/account/users", "{\"pageDetails\":{\"count\":0},\"users\":[]}");
        forger.start();
        forgedUrl = "http://127.0.0.1:" + forger.getAddress().getPort();
        http = VendorHttp.of(
                AllowedHosts.ofRmm(List.of("127.0.0.1:" + forger.getAddress().getPort()), true),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    private void reply(String path, String json) {
        forger.createContext(path, exchange -> {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void close() {
        http.close();
        forger.stop(0);
    }

    @Test
    void itDoesNotSignInAsATenantWhoseAddressIsSaved() {
        feed.tenant(VICTIM, Recorded.tenant(VICTIM, "Northwind MSP"));

        assertThat(signIn(List.of())).isInstanceOfSatisfying(SignIn.Answer.Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(new RmmProbe.Answer.OtherAddress(VICTIM));
            assertThat(((RmmProbe.Answer.OtherAddress) refused.why()).explanation())
                    .contains("COMPANION_MOVED_ACCOUNTS to acct-victim=", "saved under Settings")
                    .doesNotContain(FakeVendors.RMM_URL);
        });
        assertThat(sessions.all()).isEmpty();
        assertThat(trail)
                .singleElement()
                .returns(VICTIM, AuditEntry::getTenantId)
                .returns("refuse sign-in", AuditEntry::getAction)
                .satisfies(entry -> assertThat(entry.getWhy()).hasValue("other address, from 203.0.113.7"));
    }

    @Test
    void itWritesNothingIntoTheTrailOfATenantWithoutASavedAddress() {
        forger.removeContext("/api/v2/account/users");
        forger.createContext("/api/v2/account/users", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });

        assertThat(signIn(List.of())).isInstanceOf(SignIn.Answer.Refused.class);
        assertThat(trail).isEmpty();
    }

    @Test
    void itLosesTheSessionThatItBeganBeforeTheAddressWasSaved() {
        assertThat(signIn(List.of())).isInstanceOf(SignIn.Answer.SignedIn.class);

        feed.tenant(VICTIM, Recorded.tenant(VICTIM, "Northwind MSP"));
        new SessionWatch(sessions, TenantOrigins.of(view, List.of()), rules, () -> now).look(now, Runnable::run);

        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void anAccountThatTheOperatorSaysHasMovedSignsInAtItsNewAddress() {
        feed.tenant(VICTIM, Recorded.tenant(VICTIM, "Northwind MSP"));

        assertThat(signIn(List.of(VICTIM + "=" + forgedUrl + "/api"))).isInstanceOf(SignIn.Answer.SignedIn.class);
        assertThat(signIn(List.of("acct-other=" + forgedUrl))).isInstanceOf(SignIn.Answer.Refused.class);
    }

    @Test
    void aMoveThatCannotBeReadStopsTheStart() {
        for (var entry : List.of("acct-victim", "a|b=https://x.example", "acct-victim=ftp://x", "=https://x.example")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TenantOrigins.of(view, List.of(entry)))
                    .withMessageContaining("companion.console.moved-accounts")
                    .withMessageContaining("expected: accountUid=https://host");
        }
        assertThat(TenantOrigins.of(view, List.of("", " ")).hasMovedTo(TenantScope.ofAccount(VICTIM), forgedUrl))
                .isFalse();
    }

    private SignIn.Answer signIn(List<String> moved) {
        var probe = new RmmProbe(new FakeVendors() {
            @Override
            public CallResult<String> rmmAddress(String pasted) {
                return http.allowedHosts().admit(pasted).map(Origin::toString);
            }

            @Override
            public DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey) {
                return DattoRmmClients.of(http, new DattoCredentials(apiUrl, apiKey, apiSecretKey, null), () -> now);
            }
        });
        var limits = new SignInLimits();
        var meters = new SimpleMeterRegistry();
        var audit = new AuditPublisher((key, entry) -> trail.add(entry), () -> now, _ -> "id");
        var log = new SecurityLog(new Refusals(meters, System::nanoTime), meters, audit, () -> now);
        var digests = new CredentialDigests(new byte[32]);
        return new SignIn(probe, sessions, TenantOrigins.of(view, moved), limits, digests, log)
                .attempt(
                        limits.arrive("203.0.113.7", now).orElseThrow(),
                        forgedUrl,
                        Secret.of("any-key"),
                        Secret.of("any-secret"),
                        "203.0.113.7");
    }
}
