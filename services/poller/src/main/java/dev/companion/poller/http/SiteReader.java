package dev.companion.poller.http;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.PointRead;
import dev.companion.poller.domain.sweep.SweptPage;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads the sites of a Datto RMM account. */
public final class SiteReader {

    /** The list also has an entry for devices that are being deleted, which is no site and has no real uid. */
    private static final String DELETED_DEVICES = "Deleted Devices";

    private static final int GUID_LENGTH = 36;

    private SiteReader() {}

    /**
     * @param tenant uid of the account whose sites are read; a page with a site of another account is not used
     * @param cursor null for the first page
     */
    public static ReadResult page(DattoRmmClient client, String tenant, @Nullable String cursor) {
        return switch (client.sites(cursor == null ? null : new PageCursor(cursor))) {
            case Found<Page<DattoRmmClient.Site>>(var page)
            when page.rows().stream().anyMatch(site -> isForeign(site, tenant)) ->
                new ReadResult.Page<>(SweptPage.<Site>ofAnotherAccount(), null);
            case Found<Page<DattoRmmClient.Site>>(var page) -> {
                var rows = page.rows().stream().map(SiteReader::listed).toList();
                var next = page.next();
                yield new ReadResult.Page<>(
                        new SweptPage<>(rows, next == null, page.totalCount(), page.trusted()),
                        next == null ? null : next.pathAndQuery());
            }
            case CallResult<Page<DattoRmmClient.Site>> other -> new ReadResult.NoPage(CallFailures.ofList(other));
        };
    }

    static ReadResult row(DattoRmmClient client, String tenant, String id) {
        var result = client.site(id);
        return new ReadResult.Row<>(pointRead(result, tenant, id), CallFailures.ofRow(result));
    }

    private static boolean isForeign(DattoRmmClient.Site site, String tenant) {
        return site.accountUid() != null && !site.accountUid().equalsIgnoreCase(tenant);
    }

    private static PointRead<Site> pointRead(CallResult<DattoRmmClient.Site> result, String tenant, String id) {
        return switch (result) {
            case Found<DattoRmmClient.Site>(var site)
            when site.uid().equalsIgnoreCase(id) && !isForeign(site, tenant) ->
                new PointRead.There<>(observed(site, id));
            case Missing<DattoRmmClient.Site> _ -> new PointRead.NotThere<>();
            case Refused<DattoRmmClient.Site>(var reason, var _)
            when reason == Reason.PERMISSION -> new PointRead.NotVisible<>();
            case CallResult<DattoRmmClient.Site> _ -> new PointRead.NoAnswer<>();
        };
    }

    private static Listed<Site> listed(DattoRmmClient.Site site) {
        var imported = isGuid(site.uid()) && !site.name().strip().equalsIgnoreCase(DELETED_DEVICES);
        return new Listed<>(site.uid(), imported ? observed(site, site.uid()) : null);
    }

    /** Called for every row of every page, so it uses no pattern. */
    private static boolean isGuid(String uid) {
        if (uid.length() != GUID_LENGTH) {
            return false;
        }
        for (var at = 0; at < GUID_LENGTH; at++) {
            var dash = at == 8 || at == 13 || at == 18 || at == 23;
            if (dash ? uid.charAt(at) != '-' : !HexFormat.isHexDigit(uid.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static Site observed(DattoRmmClient.Site site, String id) {
        var scope =
                switch (site.onDemand()) {
                    case null -> Site.Scope.UNKNOWN;
                    case Boolean onDemand -> onDemand ? Site.Scope.ON_DEMAND : Site.Scope.MANAGED;
                };
        return new Site(id, site.id(), site.name(), site.description(), scope, site.devices(), site.portalUrl());
    }
}
