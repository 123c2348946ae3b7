package dev.companion.resolver.topology;

import dev.companion.gravityzone.Company;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What time alone brings about: a rest ends, an old closed discrepancy and an old answer are forgotten, what stands is
 * counted. Records pass it by unread; it hangs on a source since a timer needs a place in the topology.
 */
final class Upkeep extends ContextualProcessor<String, Company, String, Object> {

    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** Bounds one run of a timer, which holds up the stream thread; the rest waits for the next. */
    private static final int CHANGES_MAX = 10_000;

    private final DiscrepancyMeters meters;
    private final UpkeepPlan plan;

    @SuppressWarnings("NullAway.Init") // init comes before the first timer
    private ResolverStores stores;

    @SuppressWarnings("NullAway.Init") // init comes before the first timer
    private DiscrepancyPublisher publisher;

    Upkeep(DiscrepancyMeters meters, UpkeepPlan plan) {
        this.meters = meters;
        this.plan = plan;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = ResolverStores.of(context);
        publisher = new DiscrepancyPublisher(context, stores);
        context.schedule(plan.interval(), PunctuationType.WALL_CLOCK_TIME, this::endRestsAndCount);
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Company> record) {}

    @Override
    public void close() {
        meters.handedOver(context().taskId());
    }

    private void endRestsAndCount(long timestamp) {
        var now = Instant.ofEpochMilli(timestamp);
        var rested = new ArrayList<Map.Entry<String, Discrepancy>>();
        var found = new HashMap<DiscrepancyMeters.Kind, Long>();
        try (var all = stores.discrepancies().all()) {
            while (all.hasNext()) {
                var entry = all.next();
                var after = entry.value.restEndedBy(now);
                if (!after.equals(entry.value) && rested.size() < CHANGES_MAX) {
                    rested.add(Map.entry(TenantKey.tenantOf(entry.key), after));
                }
                found.merge(new DiscrepancyMeters.Kind(after.finding().type(), after.state()), 1L, Long::sum);
            }
        }
        rested.forEach(it -> publisher.publish(it.getKey(), it.getValue(), now));
        meters.counted(context().taskId(), found);
    }

    private void forget(long timestamp) {
        var now = Instant.ofEpochMilli(timestamp);
        var closedBefore = now.minus(plan.closedRetention());
        var answeredBefore = now.minus(plan.answerRetention());
        forget(
                stores.discrepancies(),
                known -> known.closing() != null && known.closing().at().isBefore(closedBefore),
                Topics.DISCREPANCIES,
                timestamp);
        forget(
                stores.answered(),
                answered -> answered.at().isBefore(answeredBefore),
                Topics.REQUEST_RESULTS,
                timestamp);
    }

    private <V> void forget(KeyValueStore<String, V> store, Predicate<V> isOld, Topic<?> topic, long timestamp) {
        for (var key : old(store, isOld)) {
            store.delete(key);
            context().forward(new Record<>(key, null, timestamp), TopicTopology.sinkName(topic));
        }
    }

    private static <V> List<String> old(KeyValueStore<String, V> store, Predicate<V> isOld) {
        var keys = new ArrayList<String>();
        try (var all = store.all()) {
            while (all.hasNext() && keys.size() < CHANGES_MAX) {
                var entry = all.next();
                if (isOld.test(entry.value)) {
                    keys.add(entry.key);
                }
            }
        }
        return keys;
    }
}
