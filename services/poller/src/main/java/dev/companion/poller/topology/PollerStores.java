package dev.companion.poller.topology;

import dev.companion.poller.domain.ApiGate;
import dev.companion.poller.domain.SweepState;
import dev.companion.runtime.StateStores;
import dev.companion.schemas.TenantKey;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Everything the poller remembers, of the tenants of one task. */
record PollerStores(
        KeyValueStore<String, TenantSettings> tenants,
        KeyValueStore<String, TenantSettings.Sealed> secrets,
        KeyValueStore<String, SweepState> sweeps,
        KeyValueStore<String, Health> health,
        KeyValueStore<String, byte[]> sites,
        KeyValueStore<String, byte[]> companies,
        KeyValueStore<String, byte[]> packages) {

    /** How it goes with one vendor, and how often that was published. */
    record Health(ApiGate gate, long sequence) {}

    static final String TENANTS = "tenants";
    static final String SECRETS = "secrets";
    private static final String SWEEPS = "sweeps";
    private static final String HEALTH = "health";
    private static final String SITES = "known-sites";
    private static final String COMPANIES = "known-companies";
    private static final String PACKAGES = "known-packages";

    static List<StoreBuilder<?>> builders() {
        return List.of(
                StateStores.json(TENANTS, TenantSettings.class),
                StateStores.json(SECRETS, TenantSettings.Sealed.class),
                StateStores.json(SWEEPS, SweepState.class),
                StateStores.json(HEALTH, Health.class),
                StateStores.of(SITES, Serdes.ByteArray()),
                StateStores.of(COMPANIES, Serdes.ByteArray()),
                StateStores.of(PACKAGES, Serdes.ByteArray()));
    }

    static PollerStores of(ProcessorContext<?, ?> context) {
        return new PollerStores(
                context.getStateStore(TENANTS),
                context.getStateStore(SECRETS),
                context.getStateStore(SWEEPS),
                context.getStateStore(HEALTH),
                context.getStateStore(SITES),
                context.getStateStore(COMPANIES),
                context.getStateStore(PACKAGES));
    }

    static String sweepKey(String tenant, Kind kind) {
        return TenantKey.of(tenant, kind.name());
    }
}
