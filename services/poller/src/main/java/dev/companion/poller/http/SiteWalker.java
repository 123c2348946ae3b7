package dev.companion.poller.http;

import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.SweptPage;
import dev.companion.poller.domain.SweptPage.Listed;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A walk through the sites of a Datto RMM account. */
public final class SiteWalker implements Walker<Site> {

    /** The list also holds a place for devices on their way out, which is no site and has no real uid. */
    private static final String DELETED_DEVICES = "Deleted Devices";

    private static final int GUID_LENGTH = 36;

    private final DattoRmmClient client;
    private @Nullable PageCursor cursor;

    public SiteWalker(DattoRmmClient client) {
        this.client = client;
    }

    @Override
    public Reading<Site> nextPage() {
        return switch (client.sites(cursor)) {
            case Found<Page<DattoRmmClient.Site>>(var page) -> {
                cursor = page.next();
                var rows = page.rows().stream().map(SiteWalker::listed).toList();
                yield new Reading.Page<>(new SweptPage<>(rows, page.next() == null, page.totalCount(), page.trusted()));
            }
            case CallResult<Page<DattoRmmClient.Site>> other -> new Reading.NoPage<>(Setbacks.ofList(other));
        };
    }

    @Override
    public Reading<Site> row(String id) {
        var result = client.site(id);
        return new Reading.Row<>(answer(result, id), Setbacks.ofRow(result));
    }

    private static RowAnswer<Site> answer(CallResult<DattoRmmClient.Site> result, String id) {
        return switch (result) {
            case Found<DattoRmmClient.Site>(var site)
            when site.uid().equalsIgnoreCase(id) -> new RowAnswer.There<>(observed(site, id));
            case Missing<DattoRmmClient.Site> _ -> new RowAnswer.NotThere<>();
            case Refused<DattoRmmClient.Site>(var reason, var _)
            when reason == Reason.PERMISSION -> new RowAnswer.NotVisible<>();
            case CallResult<DattoRmmClient.Site> _ -> new RowAnswer.NoAnswer<>();
        };
    }

    private static Listed<Site> listed(DattoRmmClient.Site site) {
        var imported = isGuid(site.uid()) && !site.name().strip().equalsIgnoreCase(DELETED_DEVICES);
        return new Listed<>(site.uid(), imported ? observed(site, site.uid()) : null);
    }

    /** Looked at for every row of every page, which is why it is no pattern. */
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
