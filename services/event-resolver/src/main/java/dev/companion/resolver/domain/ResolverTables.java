package dev.companion.resolver.domain;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.facts.LinkBaseline;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.ObservedSite;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The durable state of the service. Keys are those of the topics: {@code tenant|id}. The two indexes are stored as well, so
 * that opening a controller does not read all companies and links.
 *
 * @param companiesByName ids of the companies whose names have the same key
 * @param sitesByCompany sites whose link desires or uses a company, by its id or by the key of its name
 * @param commands to the mapper by their id, each with its discrepancy
 * @param erasures tenants that are being reset and were erased here, by tenant
 * @param due when a site, or the tenant itself, is reviewed next although nothing arrives about it
 */
record ResolverTables(
        Table<ObservedSite> sites,
        Table<ObservedCompany> companies,
        Table<IdSet> companiesByName,
        Table<IdSet> sitesByCompany,
        Table<LinkSpec> links,
        Table<LinkStatus> statuses,
        Table<LinkBaseline> baselines,
        Table<TenantSettings> tenants,
        Table<VendorHealth> health,
        Table<DeletionHold> holds,
        Table<Discrepancy> discrepancies,
        Table<IssuedCommand> commands,
        Table<Erasure> erasures,
        Table<DueReview> due) {

    static final StoreSpec<ObservedSite> SITES = new StoreSpec<>("sites", ObservedSite.class);
    static final StoreSpec<ObservedCompany> COMPANIES = new StoreSpec<>("companies", ObservedCompany.class);
    static final StoreSpec<IdSet> COMPANIES_BY_NAME = new StoreSpec<>("companies-by-name", IdSet.class);
    static final StoreSpec<IdSet> SITES_BY_COMPANY = new StoreSpec<>("sites-by-company", IdSet.class);
    static final StoreSpec<LinkSpec> LINKS = new StoreSpec<>("links", LinkSpec.class);
    static final StoreSpec<LinkStatus> STATUSES = new StoreSpec<>("statuses", LinkStatus.class);
    static final StoreSpec<LinkBaseline> BASELINES = new StoreSpec<>("baselines", LinkBaseline.class);
    static final StoreSpec<TenantSettings> TENANTS = new StoreSpec<>("tenants", TenantSettings.class);
    static final StoreSpec<VendorHealth> HEALTH = new StoreSpec<>("health", VendorHealth.class);
    static final StoreSpec<DeletionHold> HOLDS = new StoreSpec<>("holds", DeletionHold.class);
    static final StoreSpec<Discrepancy> DISCREPANCIES = new StoreSpec<>("discrepancies", Discrepancy.class);
    static final StoreSpec<IssuedCommand> COMMANDS = new StoreSpec<>("commands", IssuedCommand.class);
    static final StoreSpec<Erasure> ERASURES = new StoreSpec<>("erasures", Erasure.class);
    static final StoreSpec<DueReview> DUE = new StoreSpec<>("due", DueReview.class);

    static final List<StoreSpec<?>> SPECS = List.of(
            SITES,
            COMPANIES,
            COMPANIES_BY_NAME,
            SITES_BY_COMPANY,
            LINKS,
            STATUSES,
            BASELINES,
            TENANTS,
            HEALTH,
            HOLDS,
            DISCREPANCIES,
            COMMANDS,
            ERASURES,
            DUE);

    /** A command to the mapper, and the discrepancy that it is to resolve. */
    record IssuedCommand(Instant at, String discrepancyId) {}

    /** The request that resets a tenant. */
    record Erasure(String requestId) {}

    /** When a review is due. */
    record DueReview(Instant at) {}

    /** Ids that share a feature; never empty. */
    record IdSet(List<String> ids) {

        IdSet {
            ids = List.copyOf(ids);
        }

        static IdSet of(String id) {
            return new IdSet(List.of(id));
        }

        IdSet with(String id) {
            return ids.contains(id)
                    ? this
                    : new IdSet(Stream.concat(ids.stream(), Stream.of(id)).toList());
        }

        IdSet without(String id) {
            return new IdSet(ids.stream().filter(other -> !other.equals(id)).toList());
        }
    }

    static ResolverTables of(Ledger ledger) {
        return new ResolverTables(
                ledger.table(SITES),
                ledger.table(COMPANIES),
                ledger.table(COMPANIES_BY_NAME),
                ledger.table(SITES_BY_COMPANY),
                ledger.table(LINKS),
                ledger.table(STATUSES),
                ledger.table(BASELINES),
                ledger.table(TENANTS),
                ledger.table(HEALTH),
                ledger.table(HOLDS),
                ledger.table(DISCREPANCIES),
                ledger.table(COMMANDS),
                ledger.table(ERASURES),
                ledger.table(DUE));
    }

    TenantTables of(String tenantId) {
        return new TenantTables(this, tenantId);
    }

    /** Everything of one tenant but the mark that it is being reset and the answers to its requests. */
    void removeAll(String tenantId) {
        tenants.remove(tenantId);
        for (var table : List.<Table<?>>of(
                sites,
                companies,
                companiesByName,
                sitesByCompany,
                links,
                statuses,
                baselines,
                health,
                holds,
                discrepancies,
                commands,
                due)) {
            var keys = new ArrayList<String>();
            table.forEachWithPrefix(tenantId + "|", (key, _) -> keys.add(key));
            keys.forEach(table::remove);
        }
    }

    /** Returns the part of a key before the id. */
    static String tenantOf(String key) {
        return key.substring(0, key.indexOf('|'));
    }

    /** Returns the part of a key after the tenant. */
    static String idOf(String key) {
        return key.substring(key.indexOf('|') + 1);
    }
}
