package dev.companion.mapper.topology;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.mapper.domain.KnownCompany;
import org.jspecify.annotations.Nullable;

/** The topic of companies. */
final class CompanyRecords {

    private CompanyRecords() {}

    /** What the vendor did not say is taken as harmless: the provisioner finds out before it acts. */
    static @Nullable KnownCompany toDomain(@Nullable Company company) {
        return company == null
                ? null
                : new KnownCompany(
                        company.getCompanyId(),
                        company.getName(),
                        company.getType() != CompanyType.PARTNER,
                        company.getSuspended().orElse(false),
                        !company.getManagedByPartner().orElse(true),
                        company.getParentId().orElse(null),
                        company.getUnreachableSince().isPresent());
    }
}
