package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.sweep.PointRead;
import dev.companion.poller.domain.sweep.SweptPage;
import dev.companion.poller.domain.sweep.SweptPage.Listed;
import dev.companion.schemas.TenantKey;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import org.jspecify.annotations.Nullable;

/** Reads the companies below a GravityZone key's own company, at any depth. */
final class CompanyReader {

    private CompanyReader() {}

    /**
     * @param cursor null for the first page
     * @param ownCompanyId the key's own company, which is never one of those below it
     */
    static ReadResult page(GravityZoneClient client, @Nullable String cursor, String ownCompanyId) {
        return switch (client.companies(Cursors.gravityZone(cursor))) {
            case Found<Page<GravityZoneClient.Company>>(var page) -> {
                var rows = page.rows().stream()
                        .map(company -> listed(company, ownCompanyId))
                        .toList();
                yield new ReadResult.Page<>(
                        new SweptPage<>(rows, page.next() == null, page.total(), true), Cursors.text(page.next()));
            }
            case CallResult<Page<GravityZoneClient.Company>> other -> new ReadResult.NoPage(CallFailures.ofList(other));
        };
    }

    /** Reads only whether the company exists: its details name the parent differently from the list. */
    static ReadResult row(GravityZoneClient client, String companyId) {
        var result = client.company(companyId);
        PointRead<Company> read =
                switch (result) {
                    case Found<GravityZoneClient.Company> _ -> new PointRead.There<>(null);
                    case Missing<GravityZoneClient.Company> _ -> new PointRead.NotThere<>();
                    case Refused<GravityZoneClient.Company>(var reason, var _)
                    when reason == Reason.PERMISSION -> new PointRead.NotVisible<>();
                    case CallResult<GravityZoneClient.Company> _ -> new PointRead.NoAnswer<>();
                };
        return new ReadResult.Row<>(read, CallFailures.ofRow(result));
    }

    static ReadResult details(GravityZoneClient client, String companyId) {
        return switch (client.company(companyId)) {
            case Found<GravityZoneClient.Company>(var company) -> new ReadResult.Details(observed(company));
            case CallResult<GravityZoneClient.Company> other -> CallFailures.noDetails(other);
        };
    }

    private static Listed<Company> listed(GravityZoneClient.Company company, String ownCompanyId) {
        var imported = TenantKey.isId(company.id()) && !company.id().equalsIgnoreCase(ownCompanyId);
        return new Listed<>(company.id(), imported ? observed(company) : null);
    }

    private static Company observed(GravityZoneClient.Company company) {
        var type =
                switch (company.type()) {
                    case null -> Company.Type.UNKNOWN;
                    case PARTNER -> Company.Type.PARTNER;
                    case CUSTOMER -> Company.Type.CUSTOMER;
                };
        return new Company(
                company.id(),
                company.name(),
                type,
                company.parentId(),
                company.path(),
                company.suspended(),
                company.managedByPartner(),
                company.createdAt());
    }
}
