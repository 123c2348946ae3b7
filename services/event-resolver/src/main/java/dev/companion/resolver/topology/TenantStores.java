package dev.companion.resolver.topology;

import dev.companion.resolver.domain.CompanyName;
import dev.companion.resolver.domain.DesiredLink;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.KnownCompanies;
import dev.companion.resolver.domain.LinkMemory;
import dev.companion.resolver.domain.LinkSeen;
import dev.companion.resolver.domain.ObservedCompany;
import dev.companion.resolver.domain.SiteFacts;
import dev.companion.resolver.domain.TenantFacts;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One tenant's part of the stores. */
final class TenantStores implements KnownCompanies {

    /** Stands for the tenant where others of its keys name a site. */
    static final String TENANT_ITSELF = "";

    private static final StringSerializer TEXT = new StringSerializer();

    private final ResolverStores stores;
    private final String tenantId;

    TenantStores(ResolverStores stores, String tenantId) {
        this.stores = stores;
        this.tenantId = tenantId;
    }

    TenantView view() {
        return Optional.ofNullable(stores.tenants().get(tenantId)).orElseGet(() -> TenantView.unknown(tenantId));
    }

    /** Everything that is known of a site at this moment. */
    SiteFacts facts(String siteUid, Instant now) {
        var desired = findLink(siteUid);
        var done = Optional.ofNullable(stores.statuses().get(key(siteUid)));
        var company = done.map(LinkSeen::companyId).flatMap(this::find);
        var memory = Optional.ofNullable(stores.memories().get(key(siteUid)))
                .orElse(LinkMemory.NONE)
                .after(desired, done, company);
        var site = Optional.ofNullable(stores.sites().get(key(siteUid)));
        return new SiteFacts(
                view(),
                siteUid,
                site.filter(stored -> !stored.deleted()).map(StoredSite::toDomain),
                site.filter(StoredSite::deleted).isPresent(),
                desired,
                done,
                memory,
                this,
                now);
    }

    /** Everything that is known of the tenant apart from its sites. */
    TenantFacts facts(int linkedSites, Instant now) {
        return new TenantFacts(view(), all(stores.health()), all(stores.holds()), linkedSites, now);
    }

    int countLinkedSites() {
        var count = new int[1];
        each(stores.links(), (_, link) -> count[0] += link.present() ? 1 : 0);
        return count[0];
    }

    List<String> listLinkedSites() {
        var sites = new ArrayList<String>();
        each(stores.links(), (siteUid, _) -> sites.add(siteUid));
        return sites;
    }

    Optional<DesiredLink> findLink(String siteUid) {
        return Optional.ofNullable(stores.links().get(key(siteUid)));
    }

    Optional<Discrepancy> findDiscrepancy(String discrepancyId) {
        return Optional.ofNullable(stores.discrepancies().get(key(discrepancyId)));
    }

    /** The discrepancy that an order of ours is to settle. */
    Optional<Discrepancy> findDiscrepancyOf(String orderId) {
        return Optional.ofNullable(stores.orders().get(key(orderId)))
                .flatMap(order -> findDiscrepancy(order.discrepancyId()));
    }

    boolean hasAnswered(String requestId) {
        return stores.answered().get(key(requestId)) != null;
    }

    @Override
    public Optional<ObservedCompany> find(String companyId) {
        return Optional.ofNullable(stores.companies().get(key(companyId))).map(stored -> stored.toDomain(companyId));
    }

    @Override
    public List<ObservedCompany> listNamed(CompanyName name) {
        return ids(stores.companiesByName(), name.key()).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    @Override
    public List<String> listSitesUsing(String companyId) {
        return ids(stores.sitesByCompany(), companyId);
    }

    void keepAnswered(String requestId, Instant at, String discrepancyId) {
        stores.answered().put(key(requestId), new AnsweredRequest(at, discrepancyId));
    }

    void keepOrder(String orderId, Instant at, String discrepancyId) {
        stores.orders().put(key(orderId), new PlacedOrder(at, discrepancyId));
    }

    void keep(Discrepancy discrepancy) {
        stores.discrepancies().put(key(discrepancy.discrepancyId()), discrepancy);
    }

    void keepMemory(String siteUid, LinkMemory memory) {
        var before = stores.memories().get(key(siteUid));
        if (!memory.equals(Objects.requireNonNullElse(before, LinkMemory.NONE))) {
            put(stores.memories(), siteUid, memory.equals(LinkMemory.NONE) ? null : memory);
        }
    }

    /** @return whether that is another moment than before */
    boolean keepDue(String about, @Nullable Instant at) {
        var before = stores.due().get(key(about));
        var same = before == null ? at == null : before.at().equals(at);
        if (!same) {
            put(stores.due(), about, at == null ? null : new Due(at));
        }
        return !same;
    }

    void keepTenant(@Nullable TenantView view) {
        if (view == null) {
            stores.tenants().delete(tenantId);
        } else {
            stores.tenants().put(tenantId, view);
        }
    }

    void keepHealth(String who, @Nullable Health health) {
        put(stores.health(), who, health);
    }

    void keepHold(String list, @Nullable Hold hold) {
        put(stores.holds(), list, hold);
    }

    /** @param site null where it no longer exists, which is remembered for as long as it is linked */
    void keepSite(String siteUid, @Nullable StoredSite site) {
        var before = stores.sites().get(key(siteUid));
        var linkedYet = site == null && before != null && findLink(siteUid).isPresent();
        put(stores.sites(), siteUid, linkedYet ? before.gone() : site);
    }

    /** @param link null where it no longer exists */
    void keepLink(String siteUid, @Nullable DesiredLink link) {
        reindexed(siteUid, () -> put(stores.links(), siteUid, link));
        var site = stores.sites().get(key(siteUid));
        if (link == null && site != null && site.deleted()) {
            put(stores.sites(), siteUid, null);
        }
    }

    /** @param seen null where there is no status any more */
    void keepStatus(String siteUid, @Nullable LinkSeen seen) {
        reindexed(siteUid, () -> put(stores.statuses(), siteUid, seen));
    }

    void indexCompaniesOf(String siteUid) {
        companiesOf(siteUid).forEach(companyId -> index(stores.sitesByCompany(), companyId, siteUid));
    }

    private void reindexed(String siteUid, Runnable change) {
        var before = companiesOf(siteUid);
        change.run();
        var after = companiesOf(siteUid);
        for (var left : before) {
            if (!after.contains(left)) {
                unindex(stores.sitesByCompany(), left, siteUid);
            }
        }
        for (var entered : after) {
            if (!before.contains(entered)) {
                index(stores.sitesByCompany(), entered, siteUid);
            }
        }
    }

    /** The companies that a link wants or uses, by id, and the one that it wants made, by name. */
    private Set<String> companiesOf(String siteUid) {
        var companies = new TreeSet<String>();
        var link = stores.links().get(key(siteUid));
        if (link != null) {
            Optional.ofNullable(link.companyId()).ifPresent(companies::add);
            Optional.ofNullable(link.companyName()).map(TenantStores::named).ifPresent(companies::add);
            Optional.ofNullable(stores.statuses().get(key(siteUid)))
                    .map(LinkSeen::companyId)
                    .ifPresent(companies::add);
        }
        return companies;
    }

    /** No id of a company looks like that. */
    private static String named(String companyName) {
        return "name:" + new CompanyName(companyName).key();
    }

    /** Sites that a company concerns: their link uses it, or wants one of the name that it has. */
    Set<String> listSitesConcerned(String companyId) {
        var sites = new TreeSet<>(listSitesUsing(companyId));
        find(companyId).ifPresent(company -> sites.addAll(ids(stores.sitesByCompany(), named(company.name()))));
        return sites;
    }

    /** @param company null where it no longer exists */
    void keepCompany(String companyId, @Nullable StoredCompany company) {
        var before = stores.companies().get(key(companyId));
        put(stores.companies(), companyId, company);
        if (before != null) {
            unindex(stores.companiesByName(), new CompanyName(before.text()).key(), companyId);
        }
        if (company != null) {
            index(stores.companiesByName(), new CompanyName(company.text()).key(), companyId);
        }
    }

    private List<String> ids(KeyValueStore<String, Ids> index, String feature) {
        var present = index.get(key(feature));
        return present == null ? List.of() : present.ids();
    }

    private void index(KeyValueStore<String, Ids> index, String feature, String id) {
        var present = index.get(key(feature));
        index.put(key(feature), present == null ? Ids.of(id) : present.with(id));
    }

    private void unindex(KeyValueStore<String, Ids> index, String feature, String id) {
        var present = index.get(key(feature));
        if (present != null) {
            var rest = present.without(id);
            index.put(key(feature), rest.ids().isEmpty() ? null : rest);
        }
    }

    private <V> List<V> all(KeyValueStore<String, V> store) {
        var values = new ArrayList<V>();
        each(store, (_, value) -> values.add(value));
        return values;
    }

    /** Each entry of the tenant, its key without the tenant. */
    private <V> void each(KeyValueStore<String, V> store, BiConsumer<String, V> handle) {
        var prefix = key("");
        try (var entries = store.prefixScan(prefix, TEXT)) {
            entries.forEachRemaining(entry -> handle.accept(entry.key.substring(prefix.length()), entry.value));
        }
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
