package dev.companion.simulation;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.CompanyName;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The mapper's stores for one tenant. */
final class MapperState implements Inventory {

    private @Nullable TenantSettings tenant;
    private final Map<SecretName, SealedSecret> secrets = new EnumMap<>(SecretName.class);
    private final Map<String, ObservedSite> sites = new TreeMap<>();
    private final Map<String, ObservedCompany> companies = new TreeMap<>();
    private final Map<String, Link> links = new TreeMap<>();
    private final Set<String> answered = new TreeSet<>();

    MapperState copy() {
        var copy = new MapperState();
        copy.tenant = tenant;
        copy.secrets.putAll(secrets);
        copy.sites.putAll(sites);
        copy.companies.putAll(companies);
        copy.links.putAll(links);
        copy.answered.addAll(answered);
        return copy;
    }

    /** Returns false for a request that was decided before. */
    boolean begins(String requestId) {
        return answered.add(requestId);
    }

    void keep(Decision decision) {
        if (decision.tenant() != null) {
            tenant = decision.tenant();
        }
        decision.secrets().forEach(secret -> secrets.put(secret.name(), secret));
        decision.links().forEach(this::keep);
    }

    void keep(Link link) {
        links.put(link.siteUid(), link);
    }

    void keepSite(String siteUid, @Nullable ObservedSite site) {
        if (site == null) {
            sites.remove(siteUid);
        } else {
            sites.put(siteUid, site);
        }
    }

    void keepCompany(String companyId, @Nullable ObservedCompany company) {
        if (company == null) {
            companies.remove(companyId);
        } else {
            companies.put(companyId, company);
        }
    }

    Collection<Link> links() {
        return links.values();
    }

    @Override
    public Optional<TenantSettings> findTenant() {
        return Optional.ofNullable(tenant);
    }

    @Override
    public Optional<SealedSecret> findSecret(SecretName name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Optional<ObservedSite> findSite(String siteUid) {
        return Optional.ofNullable(sites.get(siteUid));
    }

    @Override
    public Optional<ObservedCompany> findCompany(String companyId) {
        return Optional.ofNullable(companies.get(companyId));
    }

    @Override
    public List<ObservedCompany> listCompaniesNamed(CompanyName name) {
        return companies.values().stream()
                .filter(company -> new CompanyName(company.name()).key().equals(name.key()))
                .toList();
    }

    @Override
    public Optional<Link> findLink(String siteUid) {
        return Optional.ofNullable(links.get(siteUid));
    }

    @Override
    public List<Link> listLinksHolding(String companyId) {
        return links.values().stream()
                .filter(link -> link.holdsCompany(companyId))
                .toList();
    }

    @Override
    public List<Link> listLinksNaming(CompanyName name) {
        return links.values().stream().filter(link -> link.holdsName(name)).toList();
    }

    @Override
    public List<Link> listLinksChangedBy(String requestId) {
        return links.values().stream()
                .filter(link -> link.requestId().equals(requestId))
                .toList();
    }

    /** Nothing is suggested here: a suggestion alone decides nothing. */
    @Override
    public Optional<Suggestion> findSuggestion(String siteUid) {
        return Optional.empty();
    }

    @Override
    public boolean hasDismissed(String siteUid, String companyId) {
        return false;
    }

    @Override
    public boolean hasLinks() {
        return links.values().stream().anyMatch(link -> link.wanted() != Link.Wanted.GONE);
    }
}
