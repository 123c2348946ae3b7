package dev.companion.provisioner.domain.emission;

import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.ApiGate;
import dev.companion.provisioner.domain.tenant.TenantErasure;
import dev.companion.provisioner.domain.tenant.Verification;
import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record that the provisioner publishes. The records of a decision are published in order, in one transaction with
 * the ledger.
 */
public sealed interface Emission {

    /**
     * @param alsoFor requests that last changed the other links that the call serves; empty if it serves one link
     * @param sequence grows with every record about the link
     */
    record CallPlanned(Call call, String requestId, Set<String> alsoFor, long sequence) implements Emission {}

    /** @param verifiedAt when the link was last read back; null unless it is ready */
    record StatusChanged(
            LinkKey link, LinkStatus status, @Nullable Instant verifiedAt, String requestId, long sequence)
            implements Emission {}

    /** The package in use has another installation link, or its first one. */
    record InstallationLinkChanged(LinkKey site, InstallationLink link, String requestId, long sequence)
            implements Emission {}

    /** The package in use has no installation link any more, or the site is no longer linked. */
    record InstallationLinkRemoved(LinkKey site, String requestId, long sequence) implements Emission {}

    /**
     * The link and its status were deleted.
     *
     * @param requestId the last request about the link
     */
    record StatusRemoved(LinkKey link, String requestId, long sequence) implements Emission {}

    record EventOccurred(LinkKey link, long generation, ProvisioningEvent event, String requestId, long sequence)
            implements Emission {}

    /** @param verification of the ready links; {@code NONE} for a vendor whose record does not tell about it */
    record HealthChanged(String tenantId, Vendor vendor, ApiGate gate, Verification verification, long sequence)
            implements Emission {}

    /** Everything of a tenant that is reset is erased, and no call for it is on its way. */
    record TenantErased(String tenantId, TenantErasure erasure) implements Emission {}

    /** The reset of the tenant is done, so the report about it is deleted. */
    record ErasureForgotten(String tenantId) implements Emission {}

    /** The tenant was deleted, and with it the health of its vendors. */
    record HealthRemoved(String tenantId, Vendor vendor) implements Emission {}
}
