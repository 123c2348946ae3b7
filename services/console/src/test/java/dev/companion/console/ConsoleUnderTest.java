package dev.companion.console;

import dev.companion.audit.AuditEntry;
import dev.companion.console.requests.AuditTrail;
import dev.companion.console.requests.CredentialSealer;
import dev.companion.console.requests.RequestLog;
import dev.companion.console.streams.PublicTopics;
import dev.companion.console.view.ServiceInstances;
import dev.companion.console.view.ViewMeters;
import dev.companion.console.view.ViewProgress;
import dev.companion.requests.Request;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.PropertySource;

/** The whole console but for Kafka and the vendors, which are played by hand. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = UserDetailsServiceAutoConfiguration.class,
        excludeName = "dev.companion.runtime.RuntimeAutoConfiguration")
@ComponentScan(
        basePackages = "dev.companion.console",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            ".*\\.config\\.(Topics|Vendors)Configuration",
                            ".*ConsoleApplication",
                            ".*(Test|Demo[A-Z]).*"
                        }))
@PropertySource({"classpath:console.properties", "classpath:console-under-test.properties"})
public class ConsoleUnderTest {

    /** Time that stands still until it is moved. */
    public static final class Clock implements InstantSource {

        private final AtomicReference<Instant> now = new AtomicReference<>(Recorded.AT);

        @Override
        public Instant instant() {
            return now.get();
        }

        public void set(Instant instant) {
            now.set(instant);
        }

        public void advance(Duration by) {
            now.updateAndGet(instant -> instant.plus(by));
        }
    }

    /** Keeps what was published, and lets a test play the service that decides on it. */
    public static final class Log implements RequestLog {

        private final List<Request> taken = new CopyOnWriteArrayList<>();
        private volatile Consumer<Request> decide = _ -> {};

        @Override
        public void append(String key, Request request) {
            if (!key.equals(request.getTenantId() + "|" + request.getRequestId())) {
                throw new AssertionError("key " + key);
            }
            taken.add(request);
            decide.accept(request);
        }

        public void decideBy(Consumer<Request> service) {
            decide = service;
        }

        public List<Request> taken() {
            return taken;
        }

        public void clear() {
            taken.clear();
            decide = _ -> {};
        }
    }

    /** Whether the view is to count as complete. */
    public static final class Progress {
        public final AtomicBoolean caughtUp = new AtomicBoolean(true);
    }

    @Bean
    Clock clock() {
        return new Clock();
    }

    @Bean
    Traces traces() {
        return Traces.off();
    }

    @Bean
    FakeVendors vendors() {
        return new FakeVendors();
    }

    @Bean
    Log log() {
        return new Log();
    }

    @Bean
    Progress progress() {
        return new Progress();
    }

    @Bean
    PublicTopics publicTopics() {
        return new PublicTopics(TopicCatalogue.load().publicRows(), new SimpleMeterRegistry());
    }

    @Bean
    ServiceInstances serviceInstances() {
        return new ServiceInstances();
    }

    /** Of a view that follows its topics. */
    @Bean
    ViewMeters viewMeters() {
        return new ViewMeters(new SimpleMeterRegistry(), () -> 0);
    }

    @Bean
    ViewProgress viewProgress(Progress progress) {
        return new ViewProgress(progress.caughtUp::get);
    }

    /** Keeps the entries of the audit trail. */
    public static final class Trail implements AuditTrail {

        private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

        @Override
        public void append(String key, AuditEntry entry) {
            if (!key.equals(entry.getTenantId() + "|" + entry.getEntryId())) {
                throw new AssertionError("key " + key);
            }
            entries.add(entry);
        }

        public List<AuditEntry> of(String tenantId) {
            return entries.stream()
                    .filter(entry -> entry.getTenantId().equals(tenantId))
                    .toList();
        }
    }

    @Bean
    Trail trail() {
        return new Trail();
    }

    /** Not a cipher, but nothing of the secret is left in it either. */
    @Bean
    CredentialSealer sealer() {
        return (tenantId, name, clear) ->
                (tenantId + "/" + name + "/" + clear.reveal().length()).getBytes(StandardCharsets.UTF_8);
    }
}
