package dev.companion.poller.http;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.gate.QuotaUse;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.PollInput.ReadAnswered;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.VendorAccess;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.read.VendorRead.Request;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.sweep.PointRead;

/** Executes the reads of one task. Each read blocks for exactly one request. Safe for several threads. */
public final class VendorReader {

    private static final CallFailure BUG =
            new CallFailure.Unanswered("Internal error. The log of the poller has the details.");

    private final VendorConnections connections;

    public VendorReader(VendorClients clients, CredentialOpener opener) {
        this.connections = new VendorConnections(clients, opener);
    }

    public ReadAnswered execute(VendorRead read) {
        return switch (read.access()) {
            case VendorAccess.Datto access ->
                connections
                        .datto(read.tenant(), access)
                        .map(client -> new ReadAnswered(
                                read.id(),
                                datto(client, read.tenant(), read.request()),
                                client.lastRequestRate()
                                        .map(rate -> new QuotaUse(rate.readCount(), rate.readLimit()))
                                        .orElse(null)))
                        .orElseGet(() -> unreadable(read));
            case VendorAccess.GravityZone access ->
                connections
                        .gravityZone(read.tenant(), access)
                        .map(client -> new ReadAnswered(
                                read.id(), gravityZone(client, access.rootCompanyId(), read.request()), null))
                        .orElseGet(() -> unreadable(read));
        };
    }

    /** Drops the client of a tenant, and its credentials with it. */
    public void close(String tenant, Vendor vendor) {
        connections.close(tenant, vendor);
    }

    /** Number of tenants with a secret of this vendor that could not be opened when it was last needed. */
    public int unopenedSecrets(Vendor vendor) {
        return connections.unopened(vendor);
    }

    public static ReadAnswered notSent(VendorRead read) {
        return new ReadAnswered(read.id(), new ReadResult.NotSent(), null);
    }

    /** The result of a read that ended with an exception, which is a bug of ours and must not stop other tenants. */
    public static ReadAnswered failed(VendorRead read) {
        var result =
                switch (read.request()) {
                    case Request.SitePage _, Request.UserPage _, Request.CompanyPage _, Request.Activities _ ->
                        new ReadResult.NoPage(BUG);
                    case Request.SiteRow _ -> new ReadResult.Row<Site>(new PointRead.NoAnswer<>(), BUG);
                    case Request.CompanyRow _ -> new ReadResult.Row<Company>(new PointRead.NoAnswer<>(), BUG);
                    case Request.SiteVariable _ -> new ReadResult.NoVariable(BUG);
                    case Request.CompanyDetails _, Request.PackagePage _, Request.CompanyLinks _, Request.AllLinks _ ->
                        new ReadResult.NoDetails(null, false);
                };
        return new ReadAnswered(read.id(), result, null);
    }

    private static ReadAnswered unreadable(VendorRead read) {
        return new ReadAnswered(read.id(), new ReadResult.CredentialsUnreadable(), null);
    }

    private static ReadResult datto(DattoRmmClient client, String tenant, Request request) {
        return switch (request) {
            case Request.SitePage(var cursor) -> SiteReader.page(client, tenant, cursor);
            case Request.SiteRow(var siteUid) -> SiteReader.row(client, tenant, siteUid);
            case Request.UserPage(var cursor, var emails) -> UserReader.page(client, tenant, cursor, emails);
            case Request.SiteVariable(var siteUid) -> VariableReader.installationLink(client, siteUid);
            case Request.Activities(var from) -> ActivityReader.since(client, from);
            case Request.CompanyPage _,
                    Request.CompanyRow _,
                    Request.CompanyDetails _,
                    Request.PackagePage _,
                    Request.CompanyLinks _,
                    Request.AllLinks _ -> throw wrongVendor(request);
        };
    }

    private static ReadResult gravityZone(GravityZoneClient client, String rootCompanyId, Request request) {
        return switch (request) {
            case Request.CompanyPage(var cursor) -> CompanyReader.page(client, cursor, rootCompanyId);
            case Request.CompanyRow(var companyId) -> CompanyReader.row(client, companyId);
            case Request.CompanyDetails(var companyId) -> CompanyReader.details(client, companyId);
            case Request.PackagePage(var companyId, var cursor) -> PackageReader.page(client, companyId, cursor);
            case Request.CompanyLinks(var companyId) -> PackageReader.companyLinks(client, companyId);
            case Request.AllLinks() -> PackageReader.allLinks(client);
            case Request.SitePage _,
                    Request.SiteRow _,
                    Request.SiteVariable _,
                    Request.UserPage _,
                    Request.Activities _ -> throw wrongVendor(request);
        };
    }

    private static IllegalArgumentException wrongVendor(Request request) {
        return new IllegalArgumentException(
                "read of the wrong vendor: " + request.getClass().getSimpleName());
    }
}
