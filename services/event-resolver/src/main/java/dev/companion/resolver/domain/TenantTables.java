package dev.companion.resolver.domain;

import dev.companion.decision.Table;
import dev.companion.resolver.domain.ResolverTables.DueReview;
import dev.companion.resolver.domain.ResolverTables.IdSet;
import dev.companion.resolver.domain.ResolverTables.IssuedCommand;
import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.facts.KnownCompanies;
import dev.companion.resolver.domain.facts.LinkBaseline;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.ObservedSite;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.facts.TenantHealth;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.vocabulary.CompanyName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One tenant's part of the tables. A state that is null no longer exists. */
final class TenantTables implements KnownCompanies {

    private final ResolverTables tables;
    private final String tenantId;

    TenantTables(ResolverTables tables, String tenantId) {
        this.tables = tables;
        this.tenantId = tenantId;
    }

    TenantSettings settings() {
        return Optional.ofNullable(tables.tenants().get(tenantId)).orElseGet(() -> TenantSettings.unknown(tenantId));
    }

    /** Whether the settings are known: nothing is decided for a tenant without any, or for one that was reset. */
    boolean isSetUp() {
        return tables.tenants().contains(tenantId);
    }

    boolean isReset() {
        return tables.erasures().contains(tenantId);
    }

    List<Discrepancy> listDiscrepancies() {
        return all(tables.discrepancies());
    }

    /** Returns all that is known about a site now. */
    SiteFacts facts(String siteUid, Instant now) {
        var link = findLink(siteUid);
        var status = Optional.ofNullable(tables.statuses().get(key(siteUid)));
        var company = status.map(LinkStatus::companyId).flatMap(this::find);
        var baseline = Optional.ofNullable(tables.baselines().get(key(siteUid)))
                .orElse(LinkBaseline.NONE)
                .after(link, status, company);
        var site = Optional.ofNullable(tables.sites().get(key(siteUid)));
        return new SiteFacts(settings(), siteUid, site, link, status, baseline, this, now);
    }

    /** Returns all that is known about the tenant apart from its sites. */
    TenantHealth facts(int linkedSites, Instant now) {
        return new TenantHealth(settings(), all(tables.health()), all(tables.holds()), linkedSites, now);
    }

    int countLinkedSites() {
        var count = new int[1];
        tables.links().forEachWithPrefix(key(""), (_, link) -> count[0] += link.present() ? 1 : 0);
        return count[0];
    }

    /** Returns the sites that have a link, including those that are being unlinked. */
    List<String> listLinkedSites() {
        var sites = new ArrayList<String>();
        tables.links().forEachWithPrefix(key(""), (key, _) -> sites.add(key.substring(key("").length())));
        return sites;
    }

    Optional<LinkSpec> findLink(String siteUid) {
        return Optional.ofNullable(tables.links().get(key(siteUid)));
    }

    Optional<Discrepancy> findDiscrepancy(String discrepancyId) {
        return Optional.ofNullable(tables.discrepancies().get(key(discrepancyId)));
    }

    /** Returns the discrepancy that a command of this service is to resolve; empty if the command is another's. */
    Optional<Discrepancy> findDiscrepancyOf(String commandId) {
        return Optional.ofNullable(tables.commands().get(key(commandId)))
                .flatMap(command -> findDiscrepancy(command.discrepancyId()));
    }

    @Override
    public Optional<ObservedCompany> find(String companyId) {
        return Optional.ofNullable(tables.companies().get(key(companyId)));
    }

    @Override
    public List<ObservedCompany> listNamed(CompanyName name) {
        return ids(tables.companiesByName(), name.key()).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    @Override
    public List<String> listSitesUsing(String companyId) {
        return ids(tables.sitesByCompany(), companyId);
    }

    /** Returns the sites that a company concerns: their link uses it, or desires one with its name. */
    Set<String> listSitesConcerned(String companyId) {
        var sites = new TreeSet<>(listSitesUsing(companyId));
        find(companyId).ifPresent(company -> sites.addAll(ids(tables.sitesByCompany(), nameFeature(company.name()))));
        return sites;
    }

    void putCommand(String commandId, Instant at, String discrepancyId) {
        tables.commands().put(key(commandId), new IssuedCommand(at, discrepancyId));
    }

    void putDiscrepancy(Discrepancy discrepancy) {
        tables.discrepancies().put(key(discrepancy.discrepancyId()), discrepancy);
    }

    void setBaseline(String siteUid, LinkBaseline baseline) {
        var before = Objects.requireNonNullElse(tables.baselines().get(key(siteUid)), LinkBaseline.NONE);
        if (!baseline.equals(before)) {
            tables.baselines().set(key(siteUid), baseline.equals(LinkBaseline.NONE) ? null : baseline);
        }
    }

    void setDue(String about, @Nullable Instant at) {
        var before = tables.due().get(key(about));
        if (!Objects.equals(before == null ? null : before.at(), at)) {
            tables.due().set(key(about), at == null ? null : new DueReview(at));
        }
    }

    void setSettings(@Nullable TenantSettings settings) {
        tables.tenants().set(tenantId, settings);
    }

    void setHealth(String reporter, @Nullable VendorHealth health) {
        tables.health().set(key(reporter), health);
    }

    void setHold(String list, @Nullable DeletionHold hold) {
        tables.holds().set(key(list), hold);
    }

    /** Keeps a deleted site for as long as it is linked. */
    void setSite(String siteUid, @Nullable ObservedSite site) {
        var before = tables.sites().get(key(siteUid));
        if (site == null && before != null && findLink(siteUid).isPresent()) {
            tables.sites().put(key(siteUid), before.asDeleted());
        } else {
            tables.sites().set(key(siteUid), site);
        }
    }

    void setLink(String siteUid, @Nullable LinkSpec link) {
        reindexed(siteUid, () -> tables.links().set(key(siteUid), link));
        var site = tables.sites().get(key(siteUid));
        if (link == null && site != null && site.deleted()) {
            tables.sites().remove(key(siteUid));
        }
    }

    void setStatus(String siteUid, @Nullable LinkStatus status) {
        reindexed(siteUid, () -> tables.statuses().set(key(siteUid), status));
    }

    void setCompany(String companyId, @Nullable ObservedCompany company) {
        var before = tables.companies().get(key(companyId));
        tables.companies().set(key(companyId), company);
        var nameBefore = before == null ? null : new CompanyName(before.name()).key();
        var nameAfter = company == null ? null : new CompanyName(company.name()).key();
        if (Objects.equals(nameBefore, nameAfter)) {
            return;
        }
        if (nameBefore != null) {
            unindex(tables.companiesByName(), nameBefore, companyId);
        }
        if (nameAfter != null) {
            index(tables.companiesByName(), nameAfter, companyId);
        }
    }

    private void reindexed(String siteUid, Runnable change) {
        var before = companyFeaturesOf(siteUid);
        change.run();
        var after = companyFeaturesOf(siteUid);
        for (var left : before) {
            if (!after.contains(left)) {
                unindex(tables.sitesByCompany(), left, siteUid);
            }
        }
        for (var entered : after) {
            if (!before.contains(entered)) {
                index(tables.sitesByCompany(), entered, siteUid);
            }
        }
    }

    /** Returns the ids of the companies that a link desires or uses, and the name of the one that it creates. */
    private Set<String> companyFeaturesOf(String siteUid) {
        var features = new TreeSet<String>();
        var link = tables.links().get(key(siteUid));
        if (link != null) {
            Optional.ofNullable(link.companyId()).ifPresent(features::add);
            Optional.ofNullable(link.companyName())
                    .map(TenantTables::nameFeature)
                    .ifPresent(features::add);
            Optional.ofNullable(tables.statuses().get(key(siteUid)))
                    .map(LinkStatus::companyId)
                    .ifPresent(features::add);
        }
        return features;
    }

    /** The id of a company never looks like this. */
    private static String nameFeature(String companyName) {
        return "name:" + new CompanyName(companyName).key();
    }

    private List<String> ids(Table<IdSet> index, String feature) {
        var present = index.get(key(feature));
        return present == null ? List.of() : present.ids();
    }

    private void index(Table<IdSet> index, String feature, String id) {
        var present = index.get(key(feature));
        index.put(key(feature), present == null ? IdSet.of(id) : present.with(id));
    }

    private void unindex(Table<IdSet> index, String feature, String id) {
        var present = index.get(key(feature));
        if (present != null) {
            var rest = present.without(id);
            index.set(key(feature), rest.ids().isEmpty() ? null : rest);
        }
    }

    private <V> List<V> all(Table<V> table) {
        var values = new ArrayList<V>();
        table.forEachWithPrefix(key(""), (_, value) -> values.add(value));
        return values;
    }

    private String key(String id) {
        return tenantId + "|" + id;
    }
}
