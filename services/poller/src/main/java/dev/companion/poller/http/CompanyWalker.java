package dev.companion.poller.http;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.RowAnswer;
import dev.companion.poller.domain.SweptPage;
import dev.companion.poller.domain.SweptPage.Listed;
import dev.companion.schemas.TenantKey;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import org.jspecify.annotations.Nullable;

/** A walk through the companies below a GravityZone key's own, at any depth. */
public final class CompanyWalker implements Walker<Company> {

    private final GravityZoneClient client;
    private final String ownCompanyId;
    private @Nullable PageCursor cursor;

    /** @param ownCompanyId the key's own company, which is never one of those below it */
    public CompanyWalker(GravityZoneClient client, String ownCompanyId) {
        this.client = client;
        this.ownCompanyId = ownCompanyId;
    }

    @Override
    public Reading<Company> nextPage() {
        return switch (client.companies(cursor)) {
            case Found<Page<GravityZoneClient.Company>>(var page) -> {
                cursor = page.next();
                var rows = page.rows().stream().map(this::listed).toList();
                yield new Reading.Page<>(new SweptPage<>(rows, page.next() == null, page.total(), true));
            }
            case CallResult<Page<GravityZoneClient.Company>> other -> new Reading.NoPage<>(Setbacks.ofList(other));
        };
    }

    /** Says whether it is there and no more: details name the parent in another way than the list does. */
    @Override
    public Reading<Company> row(String id) {
        var result = client.company(id);
        RowAnswer<Company> answer =
                switch (result) {
                    case Found<GravityZoneClient.Company> _ -> new RowAnswer.There<>(null);
                    case Missing<GravityZoneClient.Company> _ -> new RowAnswer.NotThere<>();
                    case Refused<GravityZoneClient.Company>(var reason, var _)
                    when reason == Reason.PERMISSION -> new RowAnswer.NotVisible<>();
                    case CallResult<GravityZoneClient.Company> _ -> new RowAnswer.NoAnswer<>();
                };
        return new Reading.Row<>(answer, Setbacks.ofRow(result));
    }

    private Listed<Company> listed(GravityZoneClient.Company company) {
        var imported = TenantKey.isId(company.id()) && !company.id().equalsIgnoreCase(ownCompanyId);
        return new Listed<>(company.id(), imported ? observed(company) : null);
    }

    static Company observed(GravityZoneClient.Company company) {
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
