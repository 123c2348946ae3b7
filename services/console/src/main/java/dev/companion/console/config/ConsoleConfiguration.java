package dev.companion.console.config;

import dev.companion.console.domain.task.PackageRollout;
import dev.companion.console.probe.GravityZoneProbe;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.probe.VendorSessions;
import dev.companion.console.requests.CredentialSealer;
import dev.companion.console.requests.RequestLog;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.ConsoleSessions;
import dev.companion.console.security.ManagementPort;
import dev.companion.console.security.ProblemWriter;
import dev.companion.console.security.SessionCookie;
import dev.companion.console.security.SessionRules;
import dev.companion.console.security.SessionWatch;
import dev.companion.console.security.SignIn;
import dev.companion.console.security.TenantOrigins;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.ViewFeed;
import dev.companion.console.web.pages.DemoSignIn;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.console.web.stream.StreamHub;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
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
    SignIn signIn(RmmProbe probe, ConsoleSessions sessions, TenantOrigins origins, InstantSource clock) {
        return new SignIn(probe, sessions, origins, clock);
    }

    /** Request ids sort by time and cannot be guessed: milliseconds and fifty random bits, in base 32. */
    @Bean
    RequestPublisher requests(
            RequestLog log, ConsoleView view, CredentialSealer sealer, InstantSource clock, SecureRandom chance) {
        return new RequestPublisher(log, view, sealer, clock, at -> {
            var tail = chance.nextLong() & ((1L << TAIL_BITS) - 1);
            return "%9s%10s"
                    .formatted(Long.toString(at.toEpochMilli(), 32), Long.toString(tail, 32))
                    .replace(' ', '0')
                    .toLowerCase(Locale.ROOT);
        });
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
