package dev.companion.mapper.topology;

import dev.companion.links.Wanted;
import dev.companion.mapper.domain.link.Link;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topic of links. */
final class LinkRecords {

    private LinkRecords() {}

    /**
     * Null for a link that is gone, whose record is deleted.
     *
     * @param cause the request that caused this record; not always the one that last changed the specification
     */
    static dev.companion.links.@Nullable Link toRecord(String tenantId, Link link, Instant at, String cause) {
        return switch (link.wanted()) {
            case PRESENT -> record(tenantId, link, Wanted.PRESENT, at, cause);
            case ABSENT -> record(tenantId, link, Wanted.ABSENT, at, cause);
            case GONE -> null;
        };
    }

    /**
     * The id of the record, and of the tombstone if the link is gone. A tombstone has the sequence of the last record, so it has
     * its own id: a reader drops what it has seen.
     */
    static String eventId(Link link) {
        var id = "link:" + link.siteUid() + ":" + link.sequence();
        return switch (link.wanted()) {
            case PRESENT, ABSENT -> id;
            case GONE -> id + ":gone";
        };
    }

    private static dev.companion.links.Link record(
            String tenantId, Link link, Wanted wanted, Instant at, String cause) {
        return dev.companion.links.Link.newBuilder()
                .setMetadata(EventMetadatas.of(eventId(link), at, link.sequence(), cause))
                .setTenantId(tenantId)
                .setSiteUid(link.siteUid())
                .setSiteName(link.siteName())
                .setGeneration(link.generation())
                .setWanted(wanted)
                .setCompanyId(link.companyId())
                .setCompanyName(link.companyName())
                .setPackageName(link.spec().packageName())
                .setPackageProfile(ProfileRecords.toRecord(link.profile()))
                .setRequestId(link.requestId())
                .setDeletePackage(link.spec().deletePackage())
                .setCompanyOrder(Optional.ofNullable(link.companyOrder())
                        .map(OrderRecords::toRecord)
                        .orElse(null))
                .setAliases(link.aliases())
                .build();
    }
}
