package dev.companion.poller.topology;

import dev.companion.gravityzone.CompanyType;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.runtime.EventMetadatas;
import java.util.Objects;

/** Companies and their packages as records. */
// The generated builders accept null; their package looks null-marked only because the client's package has its name.
@SuppressWarnings("NullAway")
final class CompanyRecords {

    private CompanyRecords() {}

    static dev.companion.gravityzone.Company toRecord(String tenant, KnownRow<Company> row) {
        var company = Objects.requireNonNull(row.value(), "a present row has a value");
        return dev.companion.gravityzone.Company.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "company-%s-%s-%d".formatted(tenant, row.id(), row.sequence()),
                        row.publishedAt(),
                        row.sequence(),
                        null))
                .setTenantId(tenant)
                .setCompanyId(company.id())
                .setName(company.name())
                .setType(
                        switch (company.type()) {
                            case UNKNOWN -> CompanyType.UNKNOWN;
                            case PARTNER -> CompanyType.PARTNER;
                            case CUSTOMER -> CompanyType.CUSTOMER;
                        })
                .setParentId(company.parentId())
                .setPath(company.path())
                .setSuspended(company.suspended())
                .setManagedByPartner(company.managedByPartner())
                .setCreatedAt(company.createdAt())
                .setParentCompanyId(company.parentCompanyId())
                .setUnreachableSince(company.unreachableSince())
                .build();
    }

    static dev.companion.gravityzone.InstallationPackage packageRecord(
            String tenant, KnownRow<InstallationPackage> row) {
        var observed = Objects.requireNonNull(row.value(), "a present row has a value");
        return dev.companion.gravityzone.InstallationPackage.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "package-%s-%s-%d".formatted(tenant, row.id(), row.sequence()),
                        row.publishedAt(),
                        row.sequence(),
                        null))
                .setTenantId(tenant)
                .setPackageId(observed.id())
                .setCompanyId(observed.companyId())
                .setName(observed.name())
                .setWindowsReady(observed.windowsReady())
                .build();
    }
}
