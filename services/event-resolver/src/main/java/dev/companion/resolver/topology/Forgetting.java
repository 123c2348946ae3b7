package dev.companion.resolver.topology;

import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Forgets what is old, on the topics as in the stores: discrepancies long closed, answers long given. */
final class Forgetting {

    static final Duration EVERY = Duration.ofHours(1);

    /** Bounds one run, which holds up the stream thread; the rest waits for the next. */
    private static final int AT_ONCE_MAX = 10_000;

    private final ProcessorContext<String, Object> context;
    private final ResolverStores stores;
    private final UpkeepPlan plan;

    Forgetting(ProcessorContext<String, Object> context, ResolverStores stores, UpkeepPlan plan) {
        this.context = context;
        this.stores = stores;
        this.plan = plan;
    }

    void run(Instant now) {
        var closedBefore = now.minus(plan.closedRetention());
        var answeredBefore = now.minus(plan.answerRetention());
        // What was left as it is on purpose is remembered for as long as it is so.
        forget(
                stores.discrepancies(),
                known -> known.closing() != null
                        && known.kept() == null
                        && known.closing().at().isBefore(closedBefore),
                Topics.DISCREPANCIES,
                now);
        forget(stores.answered(), answered -> answered.at().isBefore(answeredBefore), Topics.REQUEST_RESULTS, now);
        forget(stores.orders(), order -> order.at().isBefore(answeredBefore), null, now);
    }

    /** @param topic where it is buried; null where it was on none */
    private <V> void forget(KeyValueStore<String, V> store, Predicate<V> isOld, @Nullable Topic<?> topic, Instant now) {
        for (var key : old(store, isOld)) {
            store.delete(key);
            if (topic != null) {
                context.forward(new Record<>(key, null, now.toEpochMilli()), TopicTopology.sinkName(topic));
            }
        }
    }

    private static <V> List<String> old(KeyValueStore<String, V> store, Predicate<V> isOld) {
        var keys = new ArrayList<String>();
        try (var all = store.all()) {
            while (all.hasNext() && keys.size() < AT_ONCE_MAX) {
                var entry = all.next();
                if (isOld.test(entry.value)) {
                    keys.add(entry.key);
                }
            }
        }
        return keys;
    }
}
