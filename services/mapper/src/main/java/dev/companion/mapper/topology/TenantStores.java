package dev.companion.mapper.topology;

import dev.companion.mapper.domain.CompanyName;
import dev.companion.mapper.domain.Dismissal;
import dev.companion.mapper.domain.Inventory;
import dev.companion.mapper.domain.KnownCompany;
import dev.companion.mapper.domain.KnownSite;
import dev.companion.mapper.domain.Link;
import dev.companion.mapper.domain.Link.Wanted;
import dev.companion.mapper.domain.SealedSecret;
import dev.companion.mapper.domain.SecretName;
import dev.companion.mapper.domain.Suggestion;
import dev.companion.mapper.domain.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's part of the stores. Whatever is kept keeps the index right, so that uniqueness is a look-up also among
 * fifty thousand sites.
 */
final class TenantStores implements Inventory {

    private final MapperStores stores;
    private final String tenantId;

    TenantStores(MapperStores stores, String tenantId) {
        this.stores = stores;
        this.tenantId = tenantId;
    }

    @Override
    public Optional<TenantSettings> findTenant() {
        return Optional.ofNullable(stores.tenants().get(tenantId));
    }

    @Override
    public Optional<SealedSecret> findSecret(SecretName name) {
        return Optional.ofNullable(stores.secrets().get(key(name.name())));
    }

    @Override
    public Optional<KnownSite> findSite(String siteUid) {
        return Optional.ofNullable(stores.sites().get(key(siteUid)));
    }

    @Override
    public Optional<KnownCompany> findCompany(String companyId) {
        return Optional.ofNullable(stores.companies().get(key(companyId)));
    }

    @Override
    public List<KnownCompany> listCompaniesNamed(CompanyName name) {
        return ids(companiesNamed(name)).flatMap(id -> findCompany(id).stream()).toList();
    }

    @Override
    public Optional<Link> findLink(String siteUid) {
        return Optional.ofNullable(stores.links().get(key(siteUid)));
    }

    @Override
    public List<Link> listLinksHolding(String companyId) {
        return ids(linksHolding(companyId))
                .flatMap(siteUid -> findLink(siteUid).stream())
                .toList();
    }

    @Override
    public List<Link> listLinksNaming(CompanyName name) {
        return ids(linksNaming(name))
                .flatMap(siteUid -> findLink(siteUid).stream())
                .toList();
    }

    /** Not indexed: that would cost each bulk request far more than it saves the rare one that asks. */
    @Override
    public List<Link> listLinksChangedBy(String requestId) {
        var changed = new ArrayList<Link>();
        try (var all = allLinks()) {
            all.forEachRemaining(entry -> {
                if (entry.value.requestId().equals(requestId)) {
                    changed.add(entry.value);
                }
            });
        }
        return List.copyOf(changed);
    }

    @Override
    public Optional<Suggestion> findSuggestion(String siteUid) {
        return Optional.ofNullable(stores.suggestions().get(key(siteUid)));
    }

    @Override
    public boolean hasDismissed(String siteUid, String companyId) {
        return stores.dismissals().get(key(siteUid + "|" + companyId)) != null;
    }

    @Override
    public boolean hasLinks() {
        try (var all = allLinks()) {
            while (all.hasNext()) {
                if (all.next().value.wanted() != Wanted.GONE) {
                    return true;
                }
            }
        }
        return false;
    }

    private KeyValueIterator<String, Link> allLinks() {
        return stores.links().prefixScan(key(""), Serdes.String().serializer());
    }

    boolean hasAnswered(String requestId) {
        return stores.answered().get(key(requestId)) != null;
    }

    void keepAnswered(String requestId, Instant at) {
        stores.answered().put(key(requestId), new AnsweredRequest(at));
    }

    void keep(TenantSettings settings) {
        stores.tenants().put(tenantId, settings);
    }

    void keep(SealedSecret secret) {
        stores.secrets().put(key(secret.name().name()), secret);
    }

    void keep(Suggestion suggestion) {
        stores.suggestions().put(key(suggestion.siteUid()), suggestion);
    }

    void keep(Dismissal dismissal) {
        stores.dismissals().put(key(dismissal.siteUid() + "|" + dismissal.companyId()), dismissal);
    }

    /** Empty where nothing changed that a suggestion depends on. */
    Optional<Touched> keep(Link link) {
        var before = findLink(link.siteUid());
        stores.links().put(key(link.siteUid()), link);
        reindex(link.siteUid(), before.map(this::features).orElse(Set.of()), features(link));
        return Touched.link(tenantId, before, link);
    }

    /**
     * Empty where it is known like that.
     *
     * @param site null where it no longer exists
     */
    Optional<Touched> keepSite(String siteUid, @Nullable KnownSite site) {
        if (Objects.equals(stores.sites().get(key(siteUid)), site)) {
            return Optional.empty();
        }
        put(stores.sites(), siteUid, site);
        return Optional.of(Touched.site(tenantId, siteUid));
    }

    /**
     * Empty where it is known like that.
     *
     * @param company null where it no longer exists
     */
    Optional<Touched> keepCompany(String companyId, @Nullable KnownCompany company) {
        var before = findCompany(companyId);
        if (before.equals(Optional.ofNullable(company))) {
            return Optional.empty();
        }
        put(stores.companies(), companyId, company);
        reindex(companyId, before.map(this::features).orElse(Set.of()), company == null ? Set.of() : features(company));
        return Optional.of(Touched.company(tenantId, companyId));
    }

    private Set<String> features(Link link) {
        var features = new HashSet<String>();
        link.listCompaniesHeld().forEach(id -> features.add(linksHolding(id)));
        link.listNamesHeld().forEach(name -> features.add(linksNaming(name)));
        return features;
    }

    private Set<String> features(KnownCompany company) {
        return Set.of(companiesNamed(new CompanyName(company.name())));
    }

    private void reindex(String id, Set<String> before, Set<String> after) {
        for (var feature : before) {
            if (!after.contains(feature)) {
                var rest = stores.index().get(feature).without(id);
                stores.index().put(feature, rest.ids().isEmpty() ? null : rest);
            }
        }
        for (var feature : after) {
            var present = stores.index().get(feature);
            stores.index().put(feature, present == null ? Ids.of(id) : present.with(id));
        }
    }

    private Stream<String> ids(String feature) {
        var entry = stores.index().get(feature);
        return entry == null ? Stream.empty() : entry.ids().stream();
    }

    private String linksHolding(String companyId) {
        return key("links of company:" + companyId);
    }

    private String linksNaming(CompanyName name) {
        return key("links of name:" + name.key());
    }

    private String companiesNamed(CompanyName name) {
        return key("companies of name:" + name.key());
    }

    /** Looser than the key of a record: an id that came with a request may hold anything, and then matches nothing. */
    private String key(String entity) {
        return tenantId + "|" + entity;
    }

    private <V> void put(KeyValueStore<String, V> store, String id, @Nullable V value) {
        if (value == null) {
            store.delete(key(id));
        } else {
            store.put(key(id), value);
        }
    }
}
