package dev.companion.mapper.domain.state;

import static dev.companion.mapper.domain.state.MapperState.key;

import dev.companion.mapper.domain.claim.TenantClaim;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.Suggestion;
import dev.companion.vocabulary.CompanyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the state that belongs to one tenant. */
public final class TenantState implements Inventory {

    private final MapperState state;
    private final String tenantId;

    TenantState(MapperState state, String tenantId) {
        this.state = state;
        this.tenantId = tenantId;
    }

    @Override
    public Optional<TenantSettings> findTenant() {
        return Optional.ofNullable(state.tenants.get(tenantId));
    }

    @Override
    public Optional<SealedSecret> findSecret(SecretName name) {
        return Optional.ofNullable(state.secrets.get(key(tenantId, name.name())));
    }

    @Override
    public Optional<ObservedSite> findSite(String siteUid) {
        return Optional.ofNullable(state.sites.get(key(tenantId, siteUid)));
    }

    @Override
    public Optional<ObservedCompany> findCompany(String companyId) {
        return Optional.ofNullable(state.companies.get(key(tenantId, companyId)));
    }

    @Override
    public Optional<ObservedVariable> findVariable(String siteUid) {
        return Optional.ofNullable(state.variables.get(key(tenantId, siteUid)));
    }

    @Override
    public List<ObservedCompany> listCompaniesNamed(CompanyName name) {
        return state.companiesNamed(tenantId, name).toList();
    }

    @Override
    public Optional<Link> findLink(String siteUid) {
        return Optional.ofNullable(state.links.get(key(tenantId, siteUid)));
    }

    @Override
    public List<Link> listLinksHolding(String companyId) {
        return state.linksHolding(tenantId, companyId).toList();
    }

    @Override
    public List<Link> listLinksNaming(CompanyName name) {
        return state.linksNaming(tenantId, name).toList();
    }

    /** Not indexed: an index would cost every bulk request far more than it saves the rare request that cancels one. */
    @Override
    public List<Link> listLinksChangedBy(String requestId) {
        var changed = new ArrayList<Link>();
        state.links.forEachWithPrefix(key(tenantId, ""), (_, link) -> {
            if (link.requestId().equals(requestId)) {
                changed.add(link);
            }
        });
        return List.copyOf(changed);
    }

    @Override
    public Optional<Suggestion> findSuggestion(String siteUid) {
        return Optional.ofNullable(state.suggestions.get(key(tenantId, siteUid)));
    }

    @Override
    public boolean hasDismissed(String siteUid, String companyId) {
        return state.dismissals.contains(dismissalKey(siteUid, companyId));
    }

    @Override
    public boolean hasLinks() {
        var found = new boolean[1];
        state.links.scan(key(tenantId, ""), (_, link) -> {
            found[0] = link.wanted() != Wanted.GONE;
            return !found[0];
        });
        return found[0];
    }

    public TenantClaim claim() {
        return Optional.ofNullable(state.claims.get(tenantId)).orElse(TenantClaim.NONE);
    }

    public void put(TenantClaim claim) {
        state.claims.set(tenantId, claim.equals(TenantClaim.NONE) ? null : claim);
    }

    /** The observed companies that are partners, not customers, and still in the tenant's tree. */
    public List<ObservedCompany> listPartners() {
        return state.partners(tenantId).toList();
    }

    public boolean isPartner(String companyId) {
        return state.isPartner(tenantId, companyId);
    }

    public void put(TenantSettings settings) {
        state.tenants.put(tenantId, settings);
    }

    public void put(SealedSecret secret) {
        state.secrets.put(key(tenantId, secret.name().name()), secret);
    }

    public void put(Link link) {
        state.put(tenantId, link);
    }

    public void put(Suggestion suggestion) {
        state.suggestions.put(key(tenantId, suggestion.siteUid()), suggestion);
    }

    public void put(Dismissal dismissal) {
        state.dismissals.put(dismissalKey(dismissal.siteUid(), dismissal.companyId()), dismissal);
    }

    /**
     * Stores a site as it is observed.
     *
     * @param site null if it no longer exists
     * @return false if nothing changed
     */
    public boolean setSite(String siteUid, @Nullable ObservedSite site) {
        var key = key(tenantId, siteUid);
        if (Objects.equals(state.sites.get(key), site)) {
            return false;
        }
        state.sites.set(key, site);
        return true;
    }

    /**
     * Stores where the site's variable leads.
     *
     * @param variable null if nothing is known of it
     * @return false if nothing changed
     */
    public boolean setVariable(String siteUid, @Nullable ObservedVariable variable) {
        var key = key(tenantId, siteUid);
        if (Objects.equals(state.variables.get(key), variable)) {
            return false;
        }
        state.variables.set(key, variable);
        return true;
    }

    /**
     * Stores a company as it is observed.
     *
     * @param company null if it no longer exists
     * @return false if nothing changed
     */
    public boolean setCompany(String companyId, @Nullable ObservedCompany company) {
        if (Objects.equals(state.companies.get(key(tenantId, companyId)), company)) {
            return false;
        }
        state.set(tenantId, companyId, company);
        return true;
    }

    /** The reset that is under way; empty if there is none. */
    public Optional<ResetProgress> findReset() {
        return Optional.ofNullable(state.resets.get(tenantId));
    }

    public void put(ResetProgress progress) {
        state.resets.put(tenantId, progress);
    }

    public void removeSecret(SecretName name) {
        state.secrets.remove(key(tenantId, name.name()));
    }

    /** Returns the names of the secrets that were there. */
    public List<String> eraseSecrets() {
        return MapperState.removeAll(state.secrets, tenantId);
    }

    /** Returns the sites that had a suggestion. */
    public List<String> eraseSuggestions() {
        var published = new ArrayList<String>();
        state.suggestions.forEachWithPrefix(key(tenantId, ""), (_, suggestion) -> {
            if (suggestion.state() != Suggestion.State.NONE) {
                published.add(suggestion.siteUid());
            }
        });
        MapperState.removeAll(state.suggestions, tenantId);
        return published;
    }

    /** Erases all that is left of the tenant but the answers to its requests. Returns the sites that had a link. */
    public List<String> eraseRest() {
        var linked = new ArrayList<String>();
        state.links.forEachWithPrefix(key(tenantId, ""), (_, link) -> {
            if (link.wanted() != Wanted.GONE) {
                linked.add(link.siteUid());
            }
        });
        state.removeLinks(tenantId);
        state.removeCompanies(tenantId);
        MapperState.removeAll(state.sites, tenantId);
        MapperState.removeAll(state.variables, tenantId);
        MapperState.removeAll(state.dismissals, tenantId);
        eraseSecrets();
        eraseSuggestions();
        state.claims.remove(tenantId);
        state.resets.remove(tenantId);
        state.tenants.remove(tenantId);
        return linked;
    }

    private String dismissalKey(String siteUid, String companyId) {
        return key(tenantId, siteUid + "|" + companyId);
    }
}
