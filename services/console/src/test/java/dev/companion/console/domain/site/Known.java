package dev.companion.console.domain.site;

import dev.companion.console.domain.site.Company.Type;
import dev.companion.console.domain.site.Site.Scope;
import dev.companion.matching.NamedEntity;
import dev.companion.matching.NearTwins;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a test says is known of one tenant. */
final class Known implements LinkFacts {

    final Map<String, Site> sites = new HashMap<>();
    final Map<String, Company> companies = new HashMap<>();
    final Map<String, Link> links = new HashMap<>();
    final Map<String, LinkStatus> statuses = new HashMap<>();
    final Set<String> undecided = new HashSet<>();
    final Map<String, Suspension> suspensions = new HashMap<>();

    void site(String uid, String name, Scope scope) {
        sites.put(uid, new Site(uid, name, scope, null, null));
    }

    void company(String id, String name, Type type, boolean suspended, boolean managed) {
        companies.put(id, new Company(id, name, type, suspended, managed, null, null, null, Instant.EPOCH));
    }

    @Override
    public Site site(String siteUid) {
        return sites.get(siteUid);
    }

    @Override
    public Link link(String siteUid) {
        return links.get(siteUid);
    }

    @Override
    public LinkStatus status(String siteUid) {
        return statuses.get(siteUid);
    }

    @Override
    public boolean hasUndecidedChange(String siteUid) {
        return undecided.contains(siteUid);
    }

    @Override
    public Company companyById(String companyId) {
        return companies.get(companyId);
    }

    @Override
    public String siteLinkedTo(String companyId) {
        return links.values().stream()
                .filter(link -> companyId.equals(link.companyId()))
                .map(Link::siteUid)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Suspension lastSuspension(String companyId) {
        return suspensions.get(companyId);
    }

    @Override
    public boolean isCompanyNamed(CompanyName name) {
        return companies.values().stream()
                .anyMatch(company -> new CompanyName(company.name()).key().equals(name.key()));
    }

    @Override
    public List<Twin> twinsOf(CompanyName name) {
        return NearTwins.of(
                name.text(),
                companies.values().stream()
                        .filter(company -> company.isUsable() && siteLinkedTo(company.id()) == null)
                        .map(company -> new NamedEntity(company.id(), company.name(), List.of()))
                        .toList());
    }

    @Override
    public String siteCreating(CompanyName name) {
        return links.values().stream()
                .filter(link -> link.companyName() != null
                        && new CompanyName(link.companyName()).key().equals(name.key()))
                .map(Link::siteUid)
                .findFirst()
                .orElse(null);
    }
}
