package dev.companion.poller.topology;

import dev.companion.poller.domain.search.SiteVariable;
import dev.companion.rmm.VariableTarget;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;

/** Where site variables lead, as records. */
final class VariableRecords {

    private VariableRecords() {}

    static dev.companion.rmm.SiteVariable toRecord(String tenant, String siteUid, SiteVariable variable, Instant now) {
        var id = "site-variable-%s-%s-%d-%d"
                .formatted(tenant, siteUid, variable.seenAt().toEpochMilli(), variable.sequence());
        return dev.companion.rmm.SiteVariable.newBuilder()
                .setMetadata(EventMetadatas.of(id, now, variable.sequence(), null))
                .setTenantId(tenant)
                .setSiteUid(siteUid)
                .setLeadsTo(variable.leadsToPackage() ? VariableTarget.PACKAGE : VariableTarget.NO_KNOWN_PACKAGE)
                .setCompanyId(variable.companyId())
                .setPackageId(variable.packageId())
                .setPackageName(variable.packageName())
                .setSeenAt(variable.seenAt())
                .build();
    }
}
