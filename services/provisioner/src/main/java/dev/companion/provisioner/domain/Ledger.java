package dev.companion.provisioner.domain;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What must outlive a crash. A change here and the records that go with it are one transaction. */
public interface Ledger {

    @Nullable LinkWork work(LinkKey key);

    void put(LinkWork work);

    void remove(LinkKey key);

    void eachWork(Consumer<LinkWork> visitor);

    void put(TenantState tenant);

    void removeTenant(String tenantId);

    void eachTenant(Consumer<TenantState> visitor);
}
