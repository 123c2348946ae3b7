package dev.companion.mapper.domain.handler;

import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.LinkStatus;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.request.Decision;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.settings.GravityZoneAccess;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.CompanyName;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant in memory, on which decisions can be carried out. Starts connected and empty. */
public final class InventoryFake implements Inventory {

    public static final String TENANT = "acct-1";
    public static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private Optional<TenantSettings> tenant = Optional.of(TenantSettings.initial("Northwind IT")
            .with(new GravityZoneAccess("https://cloud.gravityzone.example/api", "gz12", "root-1", "Northwind IT", 1))
            .with(new RmmAccess("https://rmm.example", "rm12", RmmAccess.Grant.PASSWORD, 1))
            .next());
    private final Map<SecretName, SealedSecret> secrets = new EnumMap<>(SecretName.class);
    private final Map<String, ObservedSite> sites = new LinkedHashMap<>();
    private final Map<String, ObservedVariable> variables = new LinkedHashMap<>();
    private final Map<String, ObservedCompany> companies = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Suggestion> suggestions = new LinkedHashMap<>();
    private final Set<Dismissal> dismissals = new HashSet<>();
    private int requests;

    public static InventoryFake connected() {
        return new InventoryFake();
    }

    public static InventoryFake blank() {
        var inventory = new InventoryFake();
        inventory.tenant = Optional.empty();
        return inventory;
    }

    public InventoryFake site(String siteUid, String name) {
        sites.put(siteUid, new ObservedSite(siteUid, name, true));
        return this;
    }

    public InventoryFake onDemandSite(String siteUid, String name) {
        sites.put(siteUid, new ObservedSite(siteUid, name, false));
        return this;
    }

    public InventoryFake withoutSite(String siteUid) {
        sites.remove(siteUid);
        return this;
    }

    /** @param companyId null if the variable leads to no known package */
    public InventoryFake variable(String siteUid, @Nullable String companyId, @Nullable String packageName) {
        variables.put(siteUid, new ObservedVariable(siteUid, companyId, packageName));
        return this;
    }

    public InventoryFake company(String companyId, String name) {
        return company(new ObservedCompany(companyId, name, true, false, false, null, null, false));
    }

    public InventoryFake company(ObservedCompany company) {
        companies.put(company.companyId(), company);
        return this;
    }

    public InventoryFake withoutCompany(String companyId) {
        companies.remove(companyId);
        return this;
    }

    /** A status that shows work on nothing. */
    public static LinkStatus seen(long generation, boolean removed, @Nullable String companyId) {
        return new LinkStatus(generation, removed, companyId, false, false);
    }

    /** Decides a request and takes over what follows. */
    public Decision ask(Request.Body body) {
        return ask(body, NOW);
    }

    /** The same, asked for at a moment of its own. */
    public Decision ask(Request.Body body, Instant at) {
        var decision = RequestHandler.decide(
                new Request(TENANT, "Northwind IT", "request-" + ++requests, "ab12", at, body), this);
        Optional.ofNullable(decision.tenant()).ifPresent(settings -> tenant = Optional.of(settings));
        decision.secrets().forEach(secret -> secrets.put(secret.name(), secret));
        decision.removedSecrets().forEach(secrets::remove);
        decision.links().forEach(link -> {
            keep(link);
            variables.remove(link.siteUid());
        });
        dismissals.addAll(decision.dismissals());
        return decision;
    }

    public void keep(Link link) {
        links.put(link.siteUid(), link);
    }

    public void keep(Suggestion suggestion) {
        suggestions.put(suggestion.siteUid(), suggestion);
    }

    /** Applies a status to a link and stores the change. */
    public Optional<LinkStatusHandler.Change> see(String siteUid, LinkStatus seen) {
        var effect = LinkStatusHandler.observe(findLink(siteUid).orElseThrow(), seen);
        effect.ifPresent(it -> links.put(siteUid, it.link()));
        return effect;
    }

    @Override
    public Optional<TenantSettings> findTenant() {
        return tenant;
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
    public Optional<ObservedVariable> findVariable(String siteUid) {
        return Optional.ofNullable(variables.get(siteUid));
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

    @Override
    public Optional<Suggestion> findSuggestion(String siteUid) {
        return Optional.ofNullable(suggestions.get(siteUid));
    }

    @Override
    public boolean hasDismissed(String siteUid, String companyId) {
        return dismissals.contains(new Dismissal(siteUid, companyId));
    }

    @Override
    public boolean hasLinks() {
        return links.values().stream().anyMatch(link -> link.wanted() != Link.Wanted.GONE);
    }
}
