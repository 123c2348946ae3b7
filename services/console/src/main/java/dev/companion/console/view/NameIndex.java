package dev.companion.console.view;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.NewCompanyName;
import dev.companion.console.domain.site.Site;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Indexes companies, links and sites by the key of their company name. */
final class NameIndex {

    private final ReverseIndex companies = new ReverseIndex();
    private final ReverseIndex sitesCreating = new ReverseIndex();
    private final ReverseIndex managedSites = new ReverseIndex();
    private final TwinIndex twins = new TwinIndex();

    void company(String companyId, @Nullable Company company) {
        companies.put(companyId, company == null ? Set.of() : Set.of(new CompanyName(company.name()).key()));
        twins.company(companyId, company);
    }

    void site(String siteUid, @Nullable Site site) {
        managedSites.put(
                siteUid,
                site == null || site.scope() != Site.Scope.MANAGED
                        ? Set.of()
                        : Set.of(NewCompanyName.ownOf(site.name()).key()));
    }

    void link(String siteUid, @Nullable Link link) {
        var name = link == null || !link.present() ? null : link.companyName();
        sitesCreating.put(siteUid, name == null ? Set.of() : Set.of(new CompanyName(name).key()));
    }

    boolean isCompanyNamed(CompanyName name) {
        return companies.anyOf(name.key()) != null;
    }

    Set<String> companiesNamed(CompanyName name) {
        return companies.of(name.key());
    }

    /** @param eligible which companies count, by id */
    List<Twin> twinsOf(CompanyName name, Predicate<String> eligible) {
        return twins.near(name.text(), eligible);
    }

    /** The site whose link creates a company of the name; null if there is none. */
    @Nullable String siteCreating(CompanyName name) {
        return sitesCreating.anyOf(name.key());
    }

    /** @param settings null if none are saved */
    CompanyName propose(String siteUid, String siteName, @Nullable TenantSettings settings) {
        var own = settings == null || settings.gravityZone() == null
                ? null
                : new CompanyName(settings.gravityZone().rootCompanyName()).key();
        // Sites that share a name all get a suffix, so that the name does not depend on which was first.
        return NewCompanyName.propose(
                siteUid,
                siteName,
                name -> isCompanyNamed(name)
                        || siteCreating(name) != null
                        || managedSites.of(name.key()).size() > 1
                        || name.key().equals(own));
    }
}
