package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.Emission;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** What provisioning brought about, as a record. */
final class ProvisioningChangeRecords {

    private ProvisioningChangeRecords() {}

    static ProvisioningChange toRecord(Emission.Happened happened, Instant now) {
        var link = happened.link();
        var fact = happened.fact();
        return ProvisioningChange.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "%s.%s.change.%d".formatted(link.tenantId(), link.siteUid(), happened.sequence()),
                        now,
                        happened.sequence(),
                        happened.requestId()))
                .setTenantId(link.tenantId())
                .setSiteUid(link.siteUid())
                .setGeneration(happened.generation())
                .setType(ProvisioningChangeType.valueOf(fact.type().name()))
                .setCompanyId(fact.companyId())
                .setPackageId(fact.packageId())
                .setDetail(fact.detail())
                .build();
    }
}
