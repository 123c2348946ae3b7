package dev.companion.provisioner.execution;

import dev.companion.gravityzone.CompanyType;
import dev.companion.gravityzone.GravityZoneClient.Company;
import dev.companion.provisioning.FoundCompany;

/** Translates the vendor's companies to records of outcomes. */
final class FoundRows {

    private FoundRows() {}

    static FoundCompany company(Company company) {
        return FoundCompany.newBuilder()
                .setCompanyId(company.id())
                .setName(company.name())
                .setType(
                        company.type() == null
                                ? CompanyType.UNKNOWN
                                : switch (company.type()) {
                                    case PARTNER -> CompanyType.PARTNER;
                                    case CUSTOMER -> CompanyType.CUSTOMER;
                                })
                .setParentId(company.parentId())
                .setSuspended(company.suspended())
                .setManagedByPartner(company.managedByPartner())
                .setCreatedAt(company.createdAt())
                .build();
    }
}
