package dev.companion.simulation;

import dev.companion.provisioner.domain.Ledger;
import dev.companion.provisioner.domain.LinkKey;
import dev.companion.provisioner.domain.LinkWork;
import dev.companion.provisioner.domain.TenantState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The provisioner's stores. */
final class WorkLedger implements Ledger {

    private final Map<LinkKey, LinkWork> works = new TreeMap<>();
    private final Map<String, TenantState> tenants = new TreeMap<>();

    WorkLedger copy() {
        var copy = new WorkLedger();
        copy.works.putAll(works);
        copy.tenants.putAll(tenants);
        return copy;
    }

    Collection<LinkWork> works() {
        return works.values();
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
