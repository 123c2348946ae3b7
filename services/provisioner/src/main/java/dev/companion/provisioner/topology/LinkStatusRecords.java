package dev.companion.provisioner.topology;

import dev.companion.links.CompanyProvenance;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.LinkPhase;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkedCompany.Provenance;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.OutboundRecords.Removal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Translates the status of a link. */
final class LinkStatusRecords {

    private LinkStatusRecords() {}

    static dev.companion.links.LinkStatus toRecord(Emission.StatusChanged reported, Instant now) {
        var site = reported.link();
        var status = reported.status();
        var link = status.installationLink();
        return dev.companion.links.LinkStatus.newBuilder()
                .setMetadata(EventMetadatas.of(
                        eventId(site, reported.sequence()), now, reported.sequence(), reported.requestId()))
                .setTenantId(site.tenantId())
                .setSiteUid(site.siteUid())
                .setObservedGeneration(status.generation())
                .setPhase(LinkPhase.valueOf(status.phase().name()))
                .setCompanyId(status.companyId())
                .setCompanyName(status.companyName())
                .setProvenance(provenance(status.provenance()))
                .setPackageId(status.packageId())
                .setPackageName(status.packageName())
                .setPackageLinkSince(link == null ? null : millis(link.since()))
                .setVerifiedAt(millis(reported.verifiedAt()))
                .setMachines(status.machines())
                .setMachinesCountedAt(millis(status.machinesCountedAt()))
                .setConditions(status.conditions().stream()
                        .map(LinkStatusRecords::condition)
                        .toList())
                .build();
    }

    static Removal removal(Emission.StatusRemoved removed, Instant now) {
        return new Removal(eventId(removed.link(), removed.sequence()), now, removed.requestId());
    }

    private static String eventId(LinkKey link, long sequence) {
        return "%s.%s.status.%d".formatted(link.tenantId(), link.siteUid(), sequence);
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

    private static @Nullable Instant millis(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Condition condition(LinkStatus.Condition condition) {
        return Condition.newBuilder()
                .setType(ConditionType.valueOf(condition.aspect().name()))
                .setStatus(ConditionStatus.valueOf(condition.holds().name()))
                .setReason(ConditionReason.valueOf(condition.reason().name()))
                .setMessage(condition.message())
                .setSince(condition.since().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
