package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.resolver.domain.DiscrepancyDetector;
import dev.companion.resolver.domain.Patience;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run of a timer is a transaction, so none runs while there is nothing to look at. */
class TimerTest {

    private static final String KEY = ResolverDriver.TENANT + "|poller|GRAVITYZONE";

    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>(properties());
    private final ResolverProcessor processor = new ResolverProcessor(
            new DiscrepancyMeters(new SimpleMeterRegistry()),
            new DiscrepancyDetector(Patience.USUAL),
            ResolverDriver.PLAN);
    private Instant now = ResolverDriver.START;

    @BeforeEach
    void open() {
        for (var builder : ResolverStores.builders()) {
            StateStore store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        processor.init(context);
    }

    @Test
    void whileNothingIsDueNothingIsScheduledBelowAnHour() {
        assertThat(waits()).containsExactly(Duration.ofHours(1));

        health(ApiState.OK);
        pass(Duration.ofMinutes(20));
        health(ApiState.OK);

        assertThat(waits()).containsExactly(Duration.ofHours(1));
        ring(Duration.ofMinutes(40));
        assertThat(waits()).containsExactly(Duration.ofHours(1));
        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void whatIsDueIsScheduledForItsMomentAndNothingAfterwards() {
        health(ApiState.CREDENTIALS_REJECTED);
        assertThat(waits()).containsExactly(Duration.ofSeconds(15));

        ring(Duration.ofSeconds(15));

        assertThat(context.forwarded()).hasSize(2);
        assertThat(waits()).containsExactly(Duration.ofHours(1).minusSeconds(15));
    }

    @Test
    void whatIsNoLongerDueRingsOnceAtMost() {
        health(ApiState.CREDENTIALS_REJECTED);
        health(ApiState.OK);

        ring(Duration.ofSeconds(15));

        assertThat(context.forwarded()).isEmpty();
        assertThat(waits()).containsExactly(Duration.ofHours(1).minusSeconds(15));
    }

    private void health(ApiState state) {
        var health = ApiHealth.newBuilder()
                .setMetadata(EventMetadatas.of("health-event", now, 1, null))
                .setTenantId(ResolverDriver.TENANT)
                .setService("poller")
                .setApi(VendorApi.GRAVITYZONE)
                .setState(state)
                .setSince(now)
                .build();
        context.setRecordMetadata(Topics.API_HEALTH.name(), 0, 0);
        processor.process(new Record<String, SpecificRecord>(KEY, health, now.toEpochMilli()));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        context.setCurrentSystemTimeMs(now.toEpochMilli());
    }

    private void ring(Duration after) {
        pass(after);
        standing().getFirst().getPunctuator().punctuate(now.toEpochMilli());
    }

    private List<Duration> waits() {
        return standing().stream().map(CapturedPunctuator::getInterval).toList();
    }

    private List<CapturedPunctuator> standing() {
        return context.scheduledPunctuators().stream()
                .filter(timer -> !timer.cancelled())
                .toList();
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put("application.id", "event-resolver-test");
        properties.put("bootstrap.servers", "127.0.0.1:1");
        return properties;
    }
}
