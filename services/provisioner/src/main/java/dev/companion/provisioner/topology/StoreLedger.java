package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.Ledger;
import dev.companion.provisioner.domain.LinkKey;
import dev.companion.provisioner.domain.LinkWork;
import dev.companion.provisioner.domain.TenantState;
import dev.companion.runtime.StateStores;
import dev.companion.schemas.TenantKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The desk's ledger in the stores of one task, which are committed together with the records that are written. Changes
 * are held back until {@link #keep}, so that a decision that fails half-way, and whose record goes to the dead letters,
 * leaves nothing behind; it also writes a work that changed twice only once.
 */
final class StoreLedger implements Ledger {

    private static final String WORKS = "work";
    private static final String TENANTS = "tenants";

    private final KeyValueStore<String, LinkWork> works;
    private final KeyValueStore<String, TenantState> tenants;
    private final Map<String, Optional<LinkWork>> changedWorks = new HashMap<>();
    private final Map<String, Optional<TenantState>> changedTenants = new HashMap<>();

    private StoreLedger(KeyValueStore<String, LinkWork> works, KeyValueStore<String, TenantState> tenants) {
        this.works = works;
        this.tenants = tenants;
    }

    static StoreBuilder<?> worksBuilder() {
        return StateStores.json(WORKS, LinkWork.class);
    }

    static StoreBuilder<?> tenantsBuilder() {
        return StateStores.json(TENANTS, TenantState.class);
    }

    static StoreLedger of(ProcessorContext<?, ?> context) {
        return new StoreLedger(context.getStateStore(WORKS), context.getStateStore(TENANTS));
    }

    void keep() {
        changedWorks.forEach((key, work) -> works.put(key, work.orElse(null)));
        changedTenants.forEach((key, tenant) -> tenants.put(key, tenant.orElse(null)));
        discard();
    }

    void discard() {
        changedWorks.clear();
        changedTenants.clear();
    }

    private static String key(LinkKey link) {
        return TenantKey.of(link.tenantId(), link.siteUid());
    }

    @Override
    public @Nullable LinkWork work(LinkKey link) {
        var key = key(link);
        var changed = changedWorks.get(key);
        return changed == null ? works.get(key) : changed.orElse(null);
    }

    @Override
    public void put(LinkWork work) {
        changedWorks.put(key(work.key()), Optional.of(work));
    }

    @Override
    public void remove(LinkKey link) {
        changedWorks.put(key(link), Optional.empty());
    }

    @Override
    public void eachWork(Consumer<LinkWork> visitor) {
        try (var all = works.all()) {
            all.forEachRemaining(entry -> visitor.accept(entry.value));
        }
    }

    @Override
    public void put(TenantState tenant) {
        changedTenants.put(tenant.facts().tenantId(), Optional.of(tenant));
    }

    @Override
    public void removeTenant(String tenantId) {
        changedTenants.put(tenantId, Optional.empty());
    }

    @Override
    public void eachTenant(Consumer<TenantState> visitor) {
        try (var all = tenants.all()) {
            all.forEachRemaining(entry -> visitor.accept(entry.value));
        }
    }
}
