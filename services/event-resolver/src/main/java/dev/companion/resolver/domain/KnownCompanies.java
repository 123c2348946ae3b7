package dev.companion.resolver.domain;

import java.util.List;
import java.util.Optional;

/** The companies of a tenant, to look up. */
public interface KnownCompanies {

    Optional<ObservedCompany> find(String companyId);

    /** Those that GravityZone would take to be of one name. */
    List<ObservedCompany> listNamed(CompanyName name);

    /** Sites whose link wants or uses the company. */
    List<String> listSitesUsing(String companyId);

    /** Whether one of the name can be seen that is not the given one. */
    default boolean isTaken(CompanyName name, String byOtherThan) {
        return listNamed(name).stream().anyMatch(company -> !company.companyId().equals(byOtherThan));
    }
}
