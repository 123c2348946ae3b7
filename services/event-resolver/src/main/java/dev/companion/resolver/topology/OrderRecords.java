package dev.companion.resolver.topology;

import dev.companion.deletions.ObservedKind;
import dev.companion.links.CompanyAction;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.DeletionVerdict;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.SiteName;
import dev.companion.resolver.domain.Order;
import dev.companion.resolver.domain.Order.ChangeCompany;
import dev.companion.resolver.domain.Order.DecideDeletions;
import dev.companion.resolver.domain.Order.DropLink;
import dev.companion.resolver.domain.Order.NoteSiteName;
import dev.companion.resolver.domain.Order.RetryLink;
import dev.companion.resolver.domain.Order.SweepNow;
import dev.companion.resolver.domain.Wish;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topic of requests: what the mapper is to do so that a discrepancy is settled. */
final class OrderRecords {

    private OrderRecords() {}

    /** On behalf of who wished it, so that the audit trail names that person. */
    static Request toRecord(
            String tenantId, String tenantName, Wish wish, Order order, Instant at, @Nullable String causedBy) {
        var record = Request.newBuilder()
                .setMetadata(EventMetadatas.of("request:" + wish.orderId(), at, 1, causedBy))
                .setTenantId(tenantId)
                .setRequestId(wish.orderId())
                .setRequestedBy(wish.by())
                .setTenantName(tenantName)
                .setType(type(order));
        switch (order) {
            case RetryLink(var siteUid, var companyId, var companyName) ->
                record.setRetryLinks(List.of(LinkRequest.newBuilder()
                        .setSiteUid(siteUid)
                        .setCompanyId(companyId)
                        .setCompanyName(companyName)
                        .build()));
            case DropLink(var siteUid) -> record.setDeleteLinks(List.of(siteUid));
            case ChangeCompany change -> record.setCompanyChange(change(change));
            case DecideDeletions(var list, var setId, var approved) ->
                record.setDeletions(DeletionVerdict.newBuilder()
                        .setKind(ObservedKind.valueOf(list))
                        .setSetId(setId)
                        .setApproved(approved)
                        .build());
            case NoteSiteName(var siteUid, var alias) ->
                record.setSiteName(SiteName.newBuilder()
                        .setSiteUid(siteUid)
                        .setAlias(alias)
                        .build());
            case SweepNow _ -> {
                // Says it all by its type.
            }
        }
        return record.build();
    }

    private static RequestType type(Order order) {
        return switch (order) {
            case RetryLink _ -> RequestType.RETRY_LINK;
            case DropLink _ -> RequestType.DELETE_LINKS;
            case ChangeCompany _ -> RequestType.CHANGE_COMPANY;
            case DecideDeletions _ -> RequestType.DECIDE_DELETIONS;
            case NoteSiteName _ -> RequestType.NOTE_SITE_NAME;
            case SweepNow _ -> RequestType.SWEEP_NOW;
        };
    }

    private static CompanyChange change(ChangeCompany change) {
        return CompanyChange.newBuilder()
                .setSiteUid(change.siteUid())
                .setAction(
                        switch (change.change()) {
                            case UNKNOWN -> CompanyAction.UNKNOWN;
                            case SUSPEND -> CompanyAction.SUSPEND;
                            case ACTIVATE -> CompanyAction.ACTIVATE;
                            case MOVE -> CompanyAction.MOVE;
                            case DELETE -> CompanyAction.DELETE;
                            case RENAME -> CompanyAction.RENAME;
                        })
                .setCompanyId(change.companyId())
                .setCompanyName(change.companyName())
                .setParentId(change.parentId())
                .setEndpoints(change.endpoints())
                .setNewName(change.newName())
                .build();
    }
}
