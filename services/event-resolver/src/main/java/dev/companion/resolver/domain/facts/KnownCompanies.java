package dev.companion.resolver.domain.facts;

import dev.companion.vocabulary.CompanyName;
import java.util.List;
import java.util.Optional;

/** Looks up the companies of one tenant. */
public interface KnownCompanies {

    Optional<ObservedCompany> find(String companyId);

    /** Returns the companies whose names GravityZone may treat as equal to {@code name}. */
    List<ObservedCompany> listNamed(CompanyName name);

    /** Returns the sites whose link specifies or uses the company. */
    List<String> listSitesUsing(String companyId);

    /** Returns whether a company other than {@code otherThan} has the name. */
    default boolean isTaken(CompanyName name, String otherThan) {
        return listNamed(name).stream().anyMatch(company -> !company.companyId().equals(otherThan));
    }
}
