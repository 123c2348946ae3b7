package dev.companion.resolver.topology;

import dev.companion.deletions.ObservedKind;
import dev.companion.links.CompanyAction;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.DeletionVerdict;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.SiteName;
import dev.companion.resolver.domain.ResolverEmission.CommandIssued;
import dev.companion.resolver.domain.resolution.MapperCommand;
import dev.companion.resolver.domain.resolution.MapperCommand.ChangeCompany;
import dev.companion.resolver.domain.resolution.MapperCommand.DecideDeletions;
import dev.companion.resolver.domain.resolution.MapperCommand.DeleteLink;
import dev.companion.resolver.domain.resolution.MapperCommand.NoteSiteName;
import dev.companion.resolver.domain.resolution.MapperCommand.RetryLink;
import dev.companion.resolver.domain.resolution.MapperCommand.SweepNow;
import dev.companion.runtime.EventMetadatas;
import java.time.Instant;
import java.util.List;

/** Translates commands to the mapper for the topic of requests. */
final class CommandRecords {

    private CommandRecords() {}

    /** The request is made in the name of the person who chose the action, so that the audit trail names that person. */
    static Request toRecord(CommandIssued issued, Instant at) {
        var request = issued.request();
        var record = Request.newBuilder()
                .setMetadata(EventMetadatas.of("request:" + request.commandId(), at, 1, issued.cause()))
                .setTenantId(issued.tenantId())
                .setRequestId(request.commandId())
                .setRequestedBy(request.by())
                .setTenantName(issued.tenantName())
                .setType(type(issued.command()));
        switch (issued.command()) {
            case RetryLink(var siteUid, var companyId, var companyName) ->
                record.setRetryLinks(List.of(LinkRequest.newBuilder()
                        .setSiteUid(siteUid)
                        .setCompanyId(companyId)
                        .setCompanyName(companyName)
                        .build()));
            case DeleteLink(var siteUid) -> record.setDeleteLinks(List.of(siteUid));
            case ChangeCompany change -> record.setCompanyChange(change(change));
            case DecideDeletions(var kind, var setId, var approved) ->
                record.setDeletions(DeletionVerdict.newBuilder()
                        .setKind(ObservedKind.valueOf(kind.name()))
                        .setSetId(setId)
                        .setApproved(approved)
                        .build());
            case NoteSiteName(var siteUid, var alias) ->
                record.setSiteName(SiteName.newBuilder()
                        .setSiteUid(siteUid)
                        .setAlias(alias)
                        .build());
            case SweepNow _ -> {
                // The type of the request is all there is.
            }
        }
        return record.build();
    }

    private static RequestType type(MapperCommand command) {
        return switch (command) {
            case RetryLink _ -> RequestType.RETRY_LINK;
            case DeleteLink _ -> RequestType.DELETE_LINKS;
            case ChangeCompany _ -> RequestType.CHANGE_COMPANY;
            case DecideDeletions _ -> RequestType.DECIDE_DELETIONS;
            case NoteSiteName _ -> RequestType.NOTE_SITE_NAME;
            case SweepNow _ -> RequestType.SWEEP_NOW;
        };
    }

    private static CompanyChange change(ChangeCompany change) {
        return CompanyChange.newBuilder()
                .setSiteUid(change.siteUid())
                .setAction(CompanyAction.valueOf(change.action().name()))
                .setCompanyId(change.companyId())
                .setCompanyName(change.companyName())
                .setParentId(change.parentId())
                .setEndpoints(change.endpoints())
                .setNewName(change.newName())
                .build();
    }
}
