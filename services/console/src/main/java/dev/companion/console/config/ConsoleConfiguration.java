package dev.companion.console.config;

import dev.companion.console.domain.plan.PlanEstimate;
import dev.companion.console.domain.signin.ProbeLimits;
import dev.companion.console.domain.signin.SignInLimits;
import dev.companion.console.domain.task.PackageRollout;
import dev.companion.console.plans.PlanHandler;
import dev.companion.console.plans.PlanStore;
import dev.companion.console.probe.GravityZoneProbe;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.probe.VendorSessions;
import dev.companion.console.requests.AuditPublisher;
import dev.companion.console.requests.AuditTrail;
import dev.companion.console.requests.CredentialSealer;
import dev.companion.console.requests.RequestLog;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSessions;
import dev.companion.console.security.CredentialDigests;
import dev.companion.console.security.ManagementPort;
import dev.companion.console.security.ProblemWriter;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.security.SessionCookie;
import dev.companion.console.security.SessionRules;
import dev.companion.console.security.SessionWatch;
import dev.companion.console.security.SignIn;
import dev.companion.console.security.TenantOrigins;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.ViewFeed;
import dev.companion.console.web.app.DemoSignIn;
import dev.companion.console.web.settings.CredentialTests;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.console.web.stream.StreamHub;
import dev.companion.runtime.door.BodyLimits;
import dev.companion.runtime.door.DoorProperties;
import dev.companion.runtime.door.HostNames;
import dev.companion.runtime.door.Refusals;
import dev.companion.runtime.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Wires the view, sessions and requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
class ConsoleConfiguration {

    private static final int TOKEN_BYTES = 32;
    private static final int TAIL_BITS = 50;

    /** Two thousand links with the longest names. */
    private static final long LINKS_BYTES_MAX = 2 * 1024 * 1024;

    /** Three fields of 500 characters; anyone may send it. */
    private static final long SIGN_IN_BYTES_MAX = 16 * 1024;

    @Bean
    SecureRandom chance() {
        return new SecureRandom();
    }

    @Bean
    StreamHub streamHub(InstantSource clock, ConsoleSessions sessions) {
        var hub = new StreamHub(Long.toString(clock.millis(), Character.MAX_RADIX));
        hub.watch(sessions);
        return hub;
    }

    @Bean
    ConsoleView consoleView(StreamHub hub) {
        return new ConsoleView(hub);
    }

    @Bean
    ViewFeed viewFeed(ConsoleView view) {
        return new ViewFeed(view);
    }

    @Bean
    SessionRules sessionRules(ConsoleProperties properties) {
        var session = properties.session();
        return new SessionRules(session.idle(), session.absolute(), session.reprobe(), properties.secureCookies());
    }

    @Bean
    SessionCookie sessionCookie(SessionRules rules) {
        return new SessionCookie(rules);
    }

    @Bean
    ConsoleSessions consoleSessions(SessionRules rules, InstantSource clock, SecureRandom chance) {
        return new ConsoleSessions(rules, clock, () -> {
            var bytes = new byte[TOKEN_BYTES];
            chance.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
    }

    @Bean
    TenantOrigins tenantOrigins(ConsoleView view, ConsoleProperties properties) {
        return TenantOrigins.of(view, properties.movedAccounts());
    }

    @Bean
    SessionWatch sessionWatch(
            ConsoleSessions sessions, TenantOrigins origins, SessionRules rules, InstantSource clock) {
        return new SessionWatch(sessions, origins, rules, clock);
    }

    @Bean
    RmmProbe rmmProbe(VendorSessions vendors) {
        return new RmmProbe(vendors);
    }

    @Bean
    GravityZoneProbe gravityZoneProbe(VendorSessions vendors) {
        return new GravityZoneProbe(vendors);
    }

    @Bean
    SignIn signIn(
            RmmProbe probe,
            ConsoleSessions sessions,
            TenantOrigins origins,
            SignInLimits limits,
            SecureRandom chance,
            SecurityLog log) {
        var digests = new CredentialDigests(chance.generateSeed(TOKEN_BYTES));
        return new SignIn(probe, sessions, origins, limits, digests, log);
    }

    @Bean
    SignInLimits signInLimits() {
        return new SignInLimits();
    }

    @Bean
    SecurityLog securityLog(
            Refusals refusals,
            MeterRegistry meters,
            AuditTrail trail,
            InstantSource clock,
            Function<Instant, String> requestIds) {
        return new SecurityLog(refusals, meters, new AuditPublisher(trail, clock, requestIds), clock);
    }

    @Bean
    CredentialTests credentialTests(SecurityLog log, InstantSource clock) {
        return new CredentialTests(new ProbeLimits(), log, clock);
    }

    /** They sort by time and cannot be guessed: milliseconds and fifty random bits, in base 32. */
    @Bean
    Function<Instant, String> requestIds(SecureRandom chance) {
        return at -> {
            var tail = chance.nextLong() & ((1L << TAIL_BITS) - 1);
            return "%9s%10s"
                    .formatted(Long.toString(at.toEpochMilli(), 32), Long.toString(tail, 32))
                    .replace(' ', '0')
                    .toLowerCase(Locale.ROOT);
        };
    }

    @Bean
    RequestPublisher requests(
            RequestLog log,
            ConsoleView view,
            CredentialSealer sealer,
            InstantSource clock,
            Function<Instant, String> requestIds,
            Traces traces) {
        return new RequestPublisher(log, view, sealer, clock, requestIds, traces);
    }

    /** Browsers use this port, so it has only the names that people know it by. */
    @Bean
    HostNames hostNames(DoorProperties properties) {
        return HostNames.forPeople(properties.hostNames());
    }

    @Bean
    BodyLimits bodyLimits() {
        return new BodyLimits(
                BodyLimits.STANDARD_BYTES, Map.of("/api/links", LINKS_BYTES_MAX, "/api/session", SIGN_IN_BYTES_MAX));
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    /** It must differ from the console's port, which never answers for health and metrics. */
    @Bean
    ManagementPort managementPort(Environment environment) {
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            throw new IllegalStateException(
                    "companion.console.port and companion.console.management-port are both %s (expected: two ports)"
                            .formatted(environment.getProperty("server.port")));
        }
        return request -> {
            var main = environment.getProperty("local.server.port", Integer.class);
            var management = environment.getProperty("local.management.port", Integer.class);
            return management != null && !management.equals(main) && request.getLocalPort() == management;
        };
    }

    @Bean
    SettingsAccess settingsDesk(ConsoleView view, ConsoleProperties properties) {
        return new SettingsAccess(view, properties.patience());
    }

    @Bean
    PackageRollout.Pace pace(ConsoleProperties properties) {
        return new PackageRollout.Pace(
                properties.planning().gravityZoneCalls(), properties.planning().dattoReads());
    }

    @Bean
    PlanEstimate.Pace planPace(ConsoleProperties properties) {
        var planning = properties.planning();
        return new PlanEstimate.Pace(
                planning.gravityZoneCalls(),
                planning.gravityZoneCreations(),
                planning.dattoReads(),
                planning.dattoWrites());
    }

    @Bean
    PlanStore planStore() {
        return new PlanStore();
    }

    @Bean
    PlanHandler planHandler(
            PlanStore plans,
            ConsoleView view,
            RequestPublisher requests,
            InstantSource clock,
            Function<Instant, String> requestIds) {
        return new PlanHandler(plans, view, requests, clock, requestIds);
    }

    @Bean
    DemoSignIn demoSignIn(ConsoleProperties properties) {
        var demo = properties.demo();
        return demo.apiUrl() == null || demo.apiKey() == null || demo.apiSecretKey() == null
                ? DemoSignIn.OFF
                : new DemoSignIn(
                        true,
                        demo.apiUrl(),
                        demo.apiKey(),
                        demo.apiSecretKey(),
                        demo.gravityZoneAccessUrl(),
                        demo.gravityZoneApiKey());
    }
}
