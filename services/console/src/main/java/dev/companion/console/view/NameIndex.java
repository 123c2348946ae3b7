package dev.companion.console.view;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.NewCompanyName;
import dev.companion.console.domain.site.Site;
import dev.companion.console.domain.tenant.TenantSettings;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has which name, or is to have it, without regard to case and outer blanks. */
final class NameIndex {

    private final ReverseIndex companies = new ReverseIndex();
    private final ReverseIndex sitesCreating = new ReverseIndex();
    private final ReverseIndex managedSites = new ReverseIndex();

    void company(String companyId, @Nullable Company company) {
        companies.put(companyId, company == null ? Set.of() : Set.of(folded(company.name())));
    }

    void site(String siteUid, @Nullable Site site) {
        managedSites.put(
                siteUid,
                site == null || site.scope() != Site.Scope.MANAGED
                        ? Set.of()
                        : Set.of(folded(NewCompanyName.plain(site.name()))));
    }

    void link(String siteUid, @Nullable Link link) {
        var name = link == null || !link.present() ? null : link.companyName();
        sitesCreating.put(siteUid, name == null ? Set.of() : Set.of(folded(name)));
    }

    boolean isCompanyNamed(String name) {
        return companies.anyOf(folded(name)) != null;
    }

    Set<String> companiesNamed(String name) {
        return companies.of(folded(name));
    }

    /** The site whose link is to create a company of the name; null if none is. */
    @Nullable String siteCreating(String name) {
        return sitesCreating.anyOf(folded(name));
    }

    /** @param settings null if nothing is saved */
    String propose(String siteUid, String siteName, @Nullable TenantSettings settings) {
        var own = settings == null || settings.gravityZone() == null
                ? null
                : folded(settings.gravityZone().rootCompanyName());
        // Where sites share a name each is told apart: who has the plain name must not depend on who came first.
        return NewCompanyName.propose(
                siteUid,
                siteName,
                name -> isCompanyNamed(name)
                        || siteCreating(name) != null
                        || managedSites.of(folded(name)).size() > 1
                        || folded(name).equals(own));
    }

    static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
