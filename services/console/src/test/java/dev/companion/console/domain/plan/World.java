package dev.companion.console.domain.plan;

import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.site.Site;
import dev.companion.console.domain.site.SiteQuery;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.console.domain.site.Suspension;
import dev.companion.matching.NamedEntity;
import dev.companion.matching.NearTwins;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sites, companies, links and suggestions that a test changes at will. */
final class World implements PlanFacts, SiteRow.Names {

    private final Map<String, Site> sites = new TreeMap<>();
    private final Map<String, Company> companies = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Suggestion> suggestions = new LinkedHashMap<>();
    private final Set<String> undecided = new HashSet<>();

    World site(String uid, String name) {
        return site(uid, name, Site.Scope.MANAGED);
    }

    World site(String uid, String name, Site.Scope scope) {
        sites.put(uid, new Site(uid, name, scope, 3, null));
        return this;
    }

    World withoutSite(String uid) {
        sites.remove(uid);
        return this;
    }

    World company(String id, String name) {
        return company(id, name, false);
    }

    World company(String id, String name, boolean suspended) {
        companies.put(
                id,
                new Company(
                        id, name, Company.Type.CUSTOMER, suspended, true, "root", "Northwind", null, Instant.EPOCH));
        return this;
    }

    World withoutCompany(String id) {
        companies.remove(id);
        return this;
    }

    World link(String uid, @Nullable String companyId, @Nullable String companyName) {
        links.put(uid, new Link(uid, uid, 1, true, companyId, companyName, null, false, null));
        return this;
    }

    World unlinking(String uid, String companyId) {
        links.put(uid, new Link(uid, uid, 2, false, companyId, null, null, false, null));
        return this;
    }

    World withoutLink(String uid) {
        links.remove(uid);
        return this;
    }

    World match(String uid, String companyId, int score) {
        return match(uid, companyId, score, Suggestion.State.SUGGESTED);
    }

    World match(String uid, String companyId, int score, Suggestion.State state) {
        var name = companies.get(companyId).name();
        suggestions.put(
                uid,
                new Suggestion(
                        uid,
                        uid,
                        state,
                        score == 100,
                        List.of(new Suggestion.Candidate(companyId, name, score, List.of("The names are similar."))),
                        null,
                        false));
        return this;
    }

    World withoutMatch(String uid) {
        suggestions.remove(uid);
        return this;
    }

    World undecided(String uid) {
        undecided.add(uid);
        return this;
    }

    List<SiteRow> rows(SiteQuery query) {
        return query.apply(
                sites.keySet().stream().flatMap(uid -> findSite(uid).stream()).toList());
    }

    @Override
    public Optional<SiteRow> findSite(String uid) {
        return SiteRow.of(uid, sites.get(uid), links.get(uid), null, suggestions.get(uid), 0, this);
    }

    @Override
    public String proposedName(String uid) {
        return sites.get(uid).name();
    }

    @Override
    public boolean hasNamesake(String uid) {
        return companies.values().stream()
                .anyMatch(
                        company -> company.name().equals(sites.get(uid).name()) && siteLinkedTo(company.id()) == null);
    }

    @Override
    public @Nullable Site site(String uid) {
        return sites.get(uid);
    }

    @Override
    public @Nullable Link link(String uid) {
        return links.get(uid);
    }

    @Override
    public @Nullable LinkStatus status(String uid) {
        return null;
    }

    @Override
    public boolean hasUndecidedChange(String uid) {
        return undecided.contains(uid);
    }

    @Override
    public @Nullable Company companyById(String id) {
        return companies.get(id);
    }

    @Override
    public @Nullable Suspension lastSuspension(String id) {
        return null;
    }

    @Override
    public @Nullable String siteLinkedTo(String companyId) {
        return links.values().stream()
                .filter(link -> companyId.equals(link.companyId()))
                .map(Link::siteUid)
                .findFirst()
                .orElse(null);
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
                        .filter(company -> siteLinkedTo(company.id()) == null)
                        .map(company -> new NamedEntity(company.id(), company.name(), List.of()))
                        .toList());
    }

    @Override
    public @Nullable String siteCreating(CompanyName name) {
        return null;
    }

    @Override
    public @Nullable String company(String id) {
        var company = companies.get(id);
        return company == null ? null : company.name();
    }

    @Override
    public @Nullable String installationPackage(String id) {
        return null;
    }
}
