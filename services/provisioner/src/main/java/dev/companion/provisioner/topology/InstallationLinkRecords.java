package dev.companion.provisioner.topology;

import dev.companion.links.InstallationLink;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.OutboundRecords.Removal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Translates the installation link of a linked site. */
final class InstallationLinkRecords {

    private InstallationLinkRecords() {}

    static InstallationLink toRecord(Emission.InstallationLinkChanged changed, Instant now) {
        var site = changed.site();
        var link = changed.link();
        return InstallationLink.newBuilder()
                .setMetadata(EventMetadatas.of(
                        eventId(site, changed.sequence()), now, changed.sequence(), changed.requestId()))
                .setTenantId(site.tenantId())
                .setSiteUid(site.siteUid())
                .setCompanyId(link.companyId())
                .setPackageId(link.packageId())
                .setWindowsLink(link.windows())
                .setSince(link.since().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    static Removal removal(Emission.InstallationLinkRemoved removed, Instant now) {
        return new Removal(eventId(removed.site(), removed.sequence()), now, removed.requestId());
    }

    private static String eventId(LinkKey site, long sequence) {
        return "%s.%s.installation-link.%d".formatted(site.tenantId(), site.siteUid(), sequence);
    }
}
