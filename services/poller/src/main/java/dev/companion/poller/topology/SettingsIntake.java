package dev.companion.poller.topology;

import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what concerns polling of one of the topics of settings, and has the tenant's polls look at it. A null value
 * forgets it.
 */
final class SettingsIntake<I, S> implements Processor<String, I, String, Object> {

    /** Says that something changed; what, is in the stores. */
    enum Changed {
        CHANGED
    }

    /** What is kept of a record. */
    @FunctionalInterface
    interface Translation<I, S> {
        S toDomain(I record);
    }

    private final String storeName;
    private final Translation<I, S> translation;
    private @Nullable KeyValueStore<String, S> store;
    private @Nullable ProcessorContext<String, Object> context;

    SettingsIntake(String storeName, Translation<I, S> translation) {
        this.storeName = storeName;
        this.translation = translation;
    }

    @Override
    public void init(ProcessorContext<String, Object> initialised) {
        context = initialised;
        store = initialised.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, I> record) {
        if (store == null || context == null) {
            throw new IllegalStateException("a record before the start");
        }
        I value = record.value();
        if (value == null) {
            store.delete(record.key());
        } else {
            store.put(record.key(), translation.toDomain(value));
        }
        context.forward(record.withKey(TenantKey.tenantOf(record.key())).withValue(Changed.CHANGED));
    }
}
