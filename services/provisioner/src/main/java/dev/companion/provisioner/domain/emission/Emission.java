package dev.companion.provisioner.domain.emission;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ProvisioningEvent;

/**
 * A record that the provisioner publishes. The records of a decision are published in order, in one transaction with
 * the ledger.
 */
public sealed interface Emission {

    /** @param sequence grows with every record about the link */
    record CallPlanned(Call call, String requestId, long sequence) implements Emission {}

    record StatusChanged(LinkKey link, LinkStatus status, String requestId, long sequence) implements Emission {}

    /**
     * The link and its status were deleted.
     *
     * @param requestId the last request about the link
     */
    record StatusRemoved(LinkKey link, String requestId, long sequence) implements Emission {}

    record EventOccurred(LinkKey link, long generation, ProvisioningEvent event, String requestId, long sequence)
            implements Emission {}

    record HealthChanged(String tenantId, Vendor vendor, ApiGate gate, long sequence) implements Emission {}

    /** The tenant was deleted, and with it the health of its vendors. */
    record HealthRemoved(String tenantId, Vendor vendor) implements Emission {}
}
