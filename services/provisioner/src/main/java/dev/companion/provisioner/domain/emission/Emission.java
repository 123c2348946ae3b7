package dev.companion.provisioner.domain.emission;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ProvisioningEvent;

/** Something the desk decided that leaves it as a record, in this order and in one transaction with the ledger. */
public sealed interface Emission {

    /** @param sequence grows with every record about the link */
    record CallPlanned(Call call, String requestId, long sequence) implements Emission {}

    record StatusChanged(LinkKey link, LinkStatus status, String requestId, long sequence) implements Emission {}

    /** The link and its status are gone. */
    record StatusRemoved(LinkKey link) implements Emission {}

    record EventOccurred(LinkKey link, long generation, ProvisioningEvent event, String requestId, long sequence)
            implements Emission {}

    record HealthChanged(String tenantId, Vendor vendor, ApiGate gate, long sequence) implements Emission {}

    /** The tenant is gone, and what was said of its vendors with it. */
    record HealthRemoved(String tenantId, Vendor vendor) implements Emission {}
}
