package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** Translates events of provisioning. */
final class ProvisioningChangeRecords {

    private ProvisioningChangeRecords() {}

    static ProvisioningChange toRecord(Emission.EventOccurred happened, Instant now) {
        var link = happened.link();
        var event = happened.event();
        return ProvisioningChange.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "%s.%s.change.%d".formatted(link.tenantId(), link.siteUid(), happened.sequence()),
                        now,
                        happened.sequence(),
                        happened.requestId()))
                .setTenantId(link.tenantId())
                .setSiteUid(link.siteUid())
                .setGeneration(happened.generation())
                .setType(ProvisioningChangeType.valueOf(event.type().name()))
                .setCompanyId(event.companyId())
                .setPackageId(event.packageId())
                .setDetail(event.detail())
                .build();
    }
}
