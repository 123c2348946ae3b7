package dev.companion.mapper.domain.state;

import dev.companion.decision.AnsweredRequests;
import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.mapper.domain.claim.TenantClaim;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.CompanyName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of all tenants of one task. Keys begin with the tenant, as those of topics do. The indexes are held in
 * memory and follow every write, so that uniqueness is a look-up even among fifty thousand sites; {@link #open} rebuilds
 * them from the ledger.
 */
public final class MapperState {

    private static final StoreSpec<TenantSettings> TENANTS = new StoreSpec<>("tenants", TenantSettings.class);
    private static final StoreSpec<SealedSecret> SECRETS = new StoreSpec<>("secrets", SealedSecret.class);
    private static final StoreSpec<Link> LINKS = new StoreSpec<>("links", Link.class);
    private static final StoreSpec<ObservedSite> SITES = new StoreSpec<>("sites", ObservedSite.class);
    private static final StoreSpec<ObservedCompany> COMPANIES = new StoreSpec<>("companies", ObservedCompany.class);
    private static final StoreSpec<Suggestion> SUGGESTIONS = new StoreSpec<>("suggestions", Suggestion.class);
    private static final StoreSpec<TenantClaim> CLAIMS = new StoreSpec<>("claims", TenantClaim.class);
    private static final StoreSpec<Dismissal> DISMISSALS = new StoreSpec<>("dismissals", Dismissal.class);

    private static final StoreSpec<ObservedVariable> VARIABLES =
            new StoreSpec<>("site-variables", ObservedVariable.class);

    private static final StoreSpec<ResetProgress> RESETS = new StoreSpec<>("resets", ResetProgress.class);

    /** Everything that the mapper stores. */
    public static final List<StoreSpec<?>> STORES = List.of(
            TENANTS,
            SECRETS,
            LINKS,
            SITES,
            COMPANIES,
            VARIABLES,
            SUGGESTIONS,
            DISMISSALS,
            CLAIMS,
            RESETS,
            AnsweredRequests.STORE);

    final Table<TenantSettings> tenants;
    final Table<SealedSecret> secrets;
    final Table<Link> links;
    final Table<ObservedSite> sites;
    final Table<ObservedCompany> companies;
    final Table<ObservedVariable> variables;
    final Table<Suggestion> suggestions;
    final Table<Dismissal> dismissals;
    final Table<TenantClaim> claims;
    final Table<ResetProgress> resets;

    private final IdIndex linkKeys = new IdIndex();
    private final IdIndex companyKeys = new IdIndex();
    private final NavigableSet<String> partnerKeys = new TreeSet<>();

    public MapperState(Ledger ledger) {
        tenants = ledger.table(TENANTS);
        secrets = ledger.table(SECRETS);
        links = ledger.table(LINKS);
        sites = ledger.table(SITES);
        companies = ledger.table(COMPANIES);
        variables = ledger.table(VARIABLES);
        suggestions = ledger.table(SUGGESTIONS);
        dismissals = ledger.table(DISMISSALS);
        claims = ledger.table(CLAIMS);
        resets = ledger.table(RESETS);
    }

    /** Rebuilds the indexes. Called once, before anything is read or written. */
    public void open() {
        links.forEach((key, link) -> linkKeys.update(key, Set.of(), features(tenantOf(key), link)));
        companies.forEach((key, company) -> {
            companyKeys.update(key, Set.of(), features(tenantOf(key), company));
            notePartner(key, company);
        });
    }

    public TenantState tenant(String tenantId) {
        return new TenantState(this, tenantId);
    }

    /** Visits each tenant and its settings. */
    public void forEachTenant(BiConsumer<String, TenantSettings> visitor) {
        tenants.forEach(visitor);
    }

    /** Visits each tenant and its claim. */
    public void forEachClaim(BiConsumer<String, TenantClaim> visitor) {
        claims.forEach(visitor);
    }

    /** Visits each tenant that is being reset. */
    public void forEachReset(BiConsumer<String, ResetProgress> visitor) {
        resets.forEach(visitor);
    }

    /** Visits tenant and site uid of each observed site. */
    public void forEachSite(BiConsumer<String, String> visitor) {
        sites.forEach((key, _) -> visitor.accept(tenantOf(key), entityOf(key)));
    }

    /** Visits tenant and id of each observed company. */
    public void forEachCompany(BiConsumer<String, String> visitor) {
        companies.forEach((key, _) -> visitor.accept(tenantOf(key), entityOf(key)));
    }

    /** Visits tenant and link of each site that is or was linked. */
    public void forEachLink(BiConsumer<String, Link> visitor) {
        links.forEach((key, link) -> visitor.accept(tenantOf(key), link));
    }

    /** Visits tenant and site uid of each suggestion, also of those that are withdrawn. */
    public void forEachSuggestion(BiConsumer<String, String> visitor) {
        suggestions.forEach((key, _) -> visitor.accept(tenantOf(key), entityOf(key)));
    }

    void put(String tenantId, Link link) {
        var key = key(tenantId, link.siteUid());
        var before = links.get(key);
        links.put(key, link);
        linkKeys.update(key, before == null ? Set.of() : features(tenantId, before), features(tenantId, link));
    }

    void set(String tenantId, String companyId, @Nullable ObservedCompany company) {
        var key = key(tenantId, companyId);
        var before = companies.get(key);
        companies.set(key, company);
        notePartner(key, company);
        companyKeys.update(
                key,
                before == null ? Set.of() : features(tenantId, before),
                company == null ? Set.of() : features(tenantId, company));
    }

    /** Removes all that a table has of a tenant, and returns the ids of the entities. */
    static List<String> removeAll(Table<?> table, String tenantId) {
        var keys = new ArrayList<String>();
        table.forEachWithPrefix(key(tenantId, ""), (key, _) -> keys.add(key));
        keys.forEach(table::remove);
        return keys.stream().map(MapperState::entityOf).toList();
    }

    void removeLinks(String tenantId) {
        links.forEachWithPrefix(
                key(tenantId, ""), (key, link) -> linkKeys.update(key, features(tenantId, link), Set.of()));
        removeAll(links, tenantId);
    }

    void removeCompanies(String tenantId) {
        companies.forEachWithPrefix(key(tenantId, ""), (key, company) -> {
            companyKeys.update(key, features(tenantId, company), Set.of());
            partnerKeys.remove(key);
        });
        removeAll(companies, tenantId);
    }

    private void notePartner(String key, @Nullable ObservedCompany company) {
        if (company != null && !company.customer() && !company.unreachable()) {
            partnerKeys.add(key);
        } else {
            partnerKeys.remove(key);
        }
    }

    boolean isPartner(String tenantId, String companyId) {
        return partnerKeys.contains(key(tenantId, companyId));
    }

    Stream<ObservedCompany> partners(String tenantId) {
        var prefix = key(tenantId, "");
        return partnerKeys.tailSet(prefix, true).stream()
                .takeWhile(key -> key.startsWith(prefix))
                .flatMap(key -> Stream.ofNullable(companies.get(key)));
    }

    Stream<Link> linksHolding(String tenantId, String companyId) {
        return values(links, linkKeys, company(tenantId, companyId));
    }

    Stream<Link> linksNaming(String tenantId, CompanyName name) {
        return values(links, linkKeys, name(tenantId, name));
    }

    Stream<ObservedCompany> companiesNamed(String tenantId, CompanyName name) {
        return values(companies, companyKeys, name(tenantId, name));
    }

    /** In the order of keys, so that the same state gives the same answer after a restart. */
    private static <V> Stream<V> values(Table<V> table, IdIndex index, String feature) {
        return index.idsWith(feature).stream().sorted().flatMap(key -> Stream.ofNullable(table.get(key)));
    }

    private static Set<String> features(String tenantId, Link link) {
        var features = new HashSet<String>();
        link.listCompaniesHeld().forEach(id -> features.add(company(tenantId, id)));
        link.listNamesHeld().forEach(name -> features.add(name(tenantId, name)));
        return features;
    }

    private static Set<String> features(String tenantId, ObservedCompany company) {
        return Set.of(name(tenantId, new CompanyName(company.name())));
    }

    private static String company(String tenantId, String companyId) {
        return key(tenantId, "company:" + companyId);
    }

    private static String name(String tenantId, CompanyName name) {
        return key(tenantId, "name:" + name.key());
    }

    /** Takes any id: one that arrived with a request may contain anything, and then matches nothing. */
    static String key(String tenantId, String entityId) {
        return tenantId + "|" + entityId;
    }

    private static String tenantOf(String key) {
        return key.substring(0, key.indexOf('|'));
    }

    private static String entityOf(String key) {
        return key.substring(key.indexOf('|') + 1);
    }
}
