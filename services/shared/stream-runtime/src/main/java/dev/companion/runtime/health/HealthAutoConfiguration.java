package dev.companion.runtime.health;

import dev.companion.runtime.StreamsRunner;
import dev.companion.runtime.codec.Codecs;
import dev.companion.runtime.contract.ContractGate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * What must hold before a service counts as ready. Every service has all parts, so that the group of readiness can name
 * them and a misspelled name is refused; a part that a service has no use for is up.
 */
@AutoConfiguration(afterName = "dev.companion.runtime.RuntimeAutoConfiguration")
@ConditionalOnBean(ContractGate.class)
class HealthAutoConfiguration {

    private static final Duration SEEN_FOR = Duration.ofSeconds(30);
    private static final int BROKEN = 70;

    @Bean
    HealthIndicator contract(ContractGate gate) {
        return () -> {
            if (gate.opened().isDone()) {
                return Health.up().build();
            }
            var health = Health.outOfService().withDetail("waitingFor", gate.waitingFor());
            gate.because().ifPresent(because -> health.withDetail("because", because));
            return health.build();
        };
    }

    @Bean
    HealthIndicator broker(BrokerWatch watch) {
        return () -> of(watch.trouble());
    }

    @Bean
    HealthIndicator codecs() {
        return () -> {
            var unusable = Codecs.unusable();
            if (unusable.isEmpty()) {
                return Health.up().build();
            }
            var health = Health.outOfService().withDetail("trouble", Codecs.ADVICE);
            unusable.forEach(health::withDetail);
            return health.build();
        };
    }

    @Bean
    HealthIndicator streams(ObjectProvider<StreamsRunner> runners) {
        return () -> {
            var runner = runners.getIfAvailable();
            if (runner == null) {
                return Health.up().withDetail("state", "NONE").build();
            }
            var state = runner.state();
            var trouble = runner.trouble();
            var health =
                    switch (state) {
                        case "RUNNING" -> trouble.isEmpty() ? Health.up() : Health.outOfService();
                        case "WAITING", "CREATED", "REBALANCING" -> Health.outOfService();
                        default -> Health.down();
                    };
            trouble.ifPresent(why -> health.withDetail("trouble", why));
            return health.withDetail("state", state).build();
        };
    }

    @Bean
    HealthIndicator readers(ObjectProvider<WatchedReader> readers) {
        return () -> {
            Map<String, Object> troubles = new LinkedHashMap<>();
            readers.orderedStream()
                    .forEach(reader -> reader.trouble().ifPresent(trouble -> troubles.put(reader.name(), trouble)));
            return troubles.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetails(troubles).build();
        };
    }

    /** Only for a service in a process of its own: in one JVM with others, it would end those as well. */
    @Bean
    @ConditionalOnProperty("companion.exit-if-broken")
    ExitIfBroken exitIfBroken() {
        return new ExitIfBroken(SEEN_FOR, () -> System.exit(BROKEN));
    }

    private static Health of(Optional<String> trouble) {
        return trouble.map(
                        why -> Health.outOfService().withDetail("trouble", why).build())
                .orElseGet(() -> Health.up().build());
    }
}
