package dev.companion.provisioner.topology;

import dev.companion.links.CompanyProvenance;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.provisioner.domain.Emission;
import dev.companion.provisioner.domain.LinkWork.Provenance;
import dev.companion.provisioner.domain.Report;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is said of a link, as a record. */
final class LinkStatusRecords {

    private LinkStatusRecords() {}

    static LinkStatus toRecord(Emission.Reported reported, Instant now) {
        var link = reported.link();
        var report = reported.report();
        return LinkStatus.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "%s.%s.status.%d".formatted(link.tenantId(), link.siteUid(), reported.sequence()),
                        now,
                        reported.sequence(),
                        reported.requestId()))
                .setTenantId(link.tenantId())
                .setSiteUid(link.siteUid())
                .setObservedGeneration(report.generation())
                .setPhase(LinkPhase.valueOf(report.phase().name()))
                .setCompanyId(report.companyId())
                .setCompanyName(report.companyName())
                .setProvenance(provenance(report.provenance()))
                .setPackageId(report.packageId())
                .setPackageName(report.packageName())
                .setPackageLink(report.packageLink())
                .setConditions(report.conditions().stream()
                        .map(LinkStatusRecords::condition)
                        .toList())
                .build();
    }

    private static CompanyProvenance provenance(@Nullable Provenance provenance) {
        return provenance == null
                ? CompanyProvenance.UNKNOWN
                : switch (provenance) {
                    case CREATED -> CompanyProvenance.CREATED;
                    case ADOPTED -> CompanyProvenance.ADOPTED;
                    case CHOSEN -> CompanyProvenance.CHOSEN;
                };
    }

    private static Condition condition(Report.Condition condition) {
        return Condition.newBuilder()
                .setType(ConditionType.valueOf(condition.aspect().name()))
                .setStatus(ConditionStatus.valueOf(condition.holds().name()))
                .setReason(ConditionReason.valueOf(condition.reason().name()))
                .setMessage(condition.message())
                .setSince(condition.since().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
