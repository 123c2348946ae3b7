package dev.companion.poller.topology;

import dev.companion.poller.domain.ApiGate;
import dev.companion.poller.domain.SweepState;
import dev.companion.runtime.StateStores;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Everything the poller remembers, of the tenants of one task. */
record PollerStores(
        KeyValueStore<String, TenantSettings> tenants,
        KeyValueStore<String, TenantSettings.Sealed> secrets,
        KeyValueStore<String, SweepState> sweeps,
        KeyValueStore<String, Health> health,
        KeyValueStore<String, byte[]> sites,
        KeyValueStore<String, byte[]> users,
        KeyValueStore<String, byte[]> companies,
        KeyValueStore<String, byte[]> packages) {

    /**
     * How it goes with one vendor, and how often that was published.
     *
     * @param progress of a sweep, as last published; null where none was, or its end
     * @param quotaTight whether the vendor's quota was published as nearly used up
     * @param lacking what the key may not do, though it may do all that matters most; null where there is nothing
     */
    record Health(
            ApiGate gate,
            long sequence,
            @Nullable Progress progress,
            boolean quotaTight,
            @Nullable String lacking) {

        /** @param total null where the vendor did not say */
        record Progress(int rows, @Nullable Integer total) {}

        static Health fresh(Instant now) {
            return new Health(ApiGate.fresh(now), 0, null, false, null);
        }

        Health with(ApiGate next) {
            return new Health(next, sequence, progress, quotaTight, lacking);
        }

        Health with(@Nullable Progress next) {
            return new Health(gate, sequence, next, quotaTight, lacking);
        }

        Health lacking(@Nullable String next) {
            return new Health(gate, sequence, progress, quotaTight, next);
        }

        Health quotaTight(boolean next) {
            return new Health(gate, sequence, progress, next, lacking);
        }

        Health told() {
            return new Health(gate, sequence + 1, progress, quotaTight, lacking);
        }
    }

    static final String TENANTS = "tenants";
    static final String SECRETS = "secrets";
    private static final String SWEEPS = "sweeps";
    private static final String HEALTH = "health";
    private static final String SITES = "known-sites";
    private static final String USERS = "known-users";
    private static final String COMPANIES = "known-companies";
    private static final String PACKAGES = "known-packages";

    static List<StoreBuilder<?>> builders() {
        return List.of(
                StateStores.json(TENANTS, TenantSettings.class),
                StateStores.json(SECRETS, TenantSettings.Sealed.class),
                StateStores.json(SWEEPS, SweepState.class),
                StateStores.json(HEALTH, Health.class),
                StateStores.of(SITES, Serdes.ByteArray()),
                StateStores.of(USERS, Serdes.ByteArray()),
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
                context.getStateStore(USERS),
                context.getStateStore(COMPANIES),
                context.getStateStore(PACKAGES));
    }

    static String sweepKey(String tenant, Kind kind) {
        return TenantKey.of(tenant, kind.name());
    }
}
