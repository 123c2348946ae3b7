package dev.companion.mapper.domain.link;

import org.jspecify.annotations.Nullable;

/**
 * Where the site variable of a site leads, as a search for earlier links read it.
 *
 * @param companyId company of the installation package whose link it holds; null if it leads to no known package
 * @param packageName name of that package; null exactly if the company is
 */
public record ObservedVariable(
        String siteUid,
        @Nullable String companyId,
        @Nullable String packageName) {

    /** Whether it holds the installation link of a package of this company. */
    public boolean leadsTo(@Nullable String company) {
        return companyId != null && companyId.equals(company);
    }
}
