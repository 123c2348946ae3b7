package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.LinkSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the {@link ProvisioningController} decides about. Each input may arrive late, twice, or again after a restart. */
public sealed interface ProvisioningInput {

    /** A new spec for a link. Ignored if its generation is not newer than the stored one. */
    record LinkChanged(LinkKey link, LinkSpec spec) implements ProvisioningInput {}

    /** The link was removed from its topic: everything about it is deleted. */
    record LinkRemoved(LinkKey link) implements ProvisioningInput {}

    record TenantChanged(TenantSettings settings) implements ProvisioningInput {}

    record TenantRemoved(String tenantId) implements ProvisioningInput {}

    /** The mapper's mark in the topic of links: all links from before this reset are read. */
    record LinksReadUntilReset(String tenantId, String requestId) implements ProvisioningInput {}

    /** The outcome of a call. Ignored unless the link waits for that call. */
    record CallEnded(LinkKey link, Outcome outcome) implements ProvisioningInput {}

    /**
     * The poller observed a company that links may use.
     *
     * @param usable false if the company is gone, suspended, or no longer reachable
     */
    record CompanyObserved(String tenantId, String companyId, boolean usable) implements ProvisioningInput {}

    /**
     * The poller observed an installation package.
     *
     * @param companyId null if the package is gone
     * @param name null if the package is gone
     */
    record PackageObserved(
            String tenantId,
            String packageId,
            @Nullable String companyId,
            @Nullable String name) implements ProvisioningInput {}

    /**
     * Another service that shares the tenant's quota and keys reported how its calls to the vendor go.
     *
     * @param notBefore when that service may send again; null if its calls succeed again
     */
    record HealthObserved(
            String tenantId, Vendor vendor, @Nullable Instant notBefore) implements ProvisioningInput {}
}
