package dev.companion.provisioner.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ledger in two maps, which a simulated crash can set back. */
final class MapLedger implements Ledger {

    private Map<LinkKey, LinkWork> works = new TreeMap<>();
    private Map<String, TenantState> tenants = new TreeMap<>();

    MapLedger copy() {
        var copy = new MapLedger();
        copy.works = new TreeMap<>(works);
        copy.tenants = new TreeMap<>(tenants);
        return copy;
    }

    Map<LinkKey, LinkWork> works() {
        return new HashMap<>(works);
    }

    @Override
    public @Nullable LinkWork work(LinkKey key) {
        return works.get(key);
    }

    @Override
    public void put(LinkWork work) {
        works.put(work.key(), work);
    }

    @Override
    public void remove(LinkKey key) {
        works.remove(key);
    }

    @Override
    public void eachWork(Consumer<LinkWork> visitor) {
        List.copyOf(works.values()).forEach(visitor);
    }

    @Override
    public void put(TenantState tenant) {
        tenants.put(tenant.facts().tenantId(), tenant);
    }

    @Override
    public void removeTenant(String tenantId) {
        tenants.remove(tenantId);
    }

    @Override
    public void eachTenant(Consumer<TenantState> visitor) {
        List.copyOf(tenants.values()).forEach(visitor);
    }
}
