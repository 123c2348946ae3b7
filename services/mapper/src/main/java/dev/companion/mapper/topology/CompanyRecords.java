package dev.companion.mapper.topology;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.mapper.domain.link.ObservedCompany;

/** The topic of companies. */
final class CompanyRecords {

    private CompanyRecords() {}

    /** Missing values are read as harmless, because the provisioner checks them before it acts. */
    static ObservedCompany toDomain(Company company) {
        return new ObservedCompany(
                company.getCompanyId(),
                company.getName(),
                company.getType() != CompanyType.PARTNER,
                company.getSuspended().orElse(false),
                !company.getManagedByPartner().orElse(true),
                company.getParentId().orElse(null),
                company.getParentCompanyId().orElse(null),
                company.getUnreachableSince().isPresent());
    }
}
