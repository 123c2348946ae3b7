package dev.companion.mapper.domain.suggestion;

import dev.companion.mapper.domain.handler.LinkRules;
import dev.companion.mapper.domain.handler.RequestHandler;
import dev.companion.mapper.domain.link.Link;
import dev.companion.mapper.domain.link.Link.Wanted;
import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.AuditNote.Action;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.settings.TenantSettings;
import dev.companion.matching.NamedEntity;
import dev.companion.matching.Suggestion;
import dev.companion.matching.SuggestionRules;
import dev.companion.vocabulary.CompanyName;
import dev.companion.vocabulary.PolicyLevel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the companies that a site seems to belong to, and makes the link if a rule may. Names are looked up in a
 * {@link CandidateIndex}; whether a site or company is open to suggestions is read from the inventory each time.
 */
final class SuggestionFinder {

    /** The requester of the links that rules make. */
    private static final String RULE = "rule";

    /** How many names one name is compared with, on each side. */
    private static final int COMPARED_MAX = 25;

    /** How many names on the other side pass the change of one on. */
    private static final int PASSED_ON_MAX = 10;

    private final String tenantId;
    private final Inventory inventory;
    private final CandidateIndex sites = new CandidateIndex();
    private final CandidateIndex companies = new CandidateIndex();
    private final Set<String> companiesEverLinked = new HashSet<>();
    private final VariableEvidence variables;

    SuggestionFinder(String tenantId, Inventory inventory) {
        this.tenantId = tenantId;
        this.inventory = inventory;
        this.variables = new VariableEvidence(inventory, new Openness());
    }

    /** Reads the site again. Returns the sites whose suggestion may change. */
    Set<String> updateSite(String siteUid) {
        var changed = sites.update(siteUid, openSite(siteUid));
        var nearCompanies = companies.near(changed, PASSED_ON_MAX, _ -> true);
        var near = sitesNear(CandidateIndex.keysOf(nearCompanies));
        near.addAll(sitesNear(changed));
        near.add(siteUid);
        variables.update(siteUid).forEach(companyId -> near.addAll(listSitesNear(companyId)));
        return near;
    }

    /** Reads the company again. Returns the sites whose suggestion may change. */
    Set<String> updateCompany(String companyId) {
        var near = sitesNear(companies.update(companyId, openCompany(companyId)));
        near.addAll(variables.listSitesOf(companyId));
        return near;
    }

    /** Returns the sites that the company may fit, by name or because their variable leads to it. */
    Set<String> listSitesNear(String companyId) {
        var near =
                sitesNear(companies.find(companyId).map(CandidateIndex::keysOf).orElse(Set.of()));
        near.addAll(variables.listSitesOf(companyId));
        return near;
    }

    /** Rules never link a company again that any link ever had, because a person unlinked it for a reason. */
    void linkFound(Link link) {
        companiesEverLinked.addAll(link.companiesEverLinked());
    }

    List<String> listOpenSites() {
        return sites.listIds();
    }

    /** Returns the present suggestion, with sequence 0. */
    Suggestion suggest(String siteUid) {
        var site = openSite(siteUid);
        return site.isEmpty() || level() == PolicyLevel.OBSERVE
                ? Suggestion.none(siteUid)
                : variables.weigh(site.get(), suggestByName(site.get()));
    }

    private Suggestion suggestByName(NamedEntity site) {
        var siteUid = site.id();
        var keys = new HashSet<>(CandidateIndex.keysOf(site));
        var candidates =
                companies.near(keys, COMPARED_MAX, id -> openCompany(id).isPresent() && !isRefused(siteUid, id));
        var alone = SuggestionRules.suggest(site, candidates, List.of());
        if (alone.candidates().isEmpty()) {
            return Suggestion.none(siteUid);
        }
        var best = alone.candidates().getFirst().companyId();
        var similar = alone.candidates().stream()
                .flatMap(candidate -> companies.find(candidate.companyId()).stream())
                .toList();
        keys.addAll(CandidateIndex.keysOf(similar));
        var rivals = sites.near(
                keys, COMPARED_MAX, id -> !id.equals(siteUid) && openSite(id).isPresent() && !isRefused(id, best));
        // If fewer are shown than could be, no other name is similar.
        var compared = similar.size() < SuggestionRules.CANDIDATES_MAX ? similar : candidates;
        var match = rivals.isEmpty() ? alone : SuggestionRules.suggest(site, compared, rivals);
        return Suggestion.of(siteUid, site.name(), match);
    }

    /** Whether a person said that the site does not belong to the company: by a dismissal, or by unlinking it. */
    private boolean isRefused(String siteUid, String companyId) {
        return inventory.hasDismissed(siteUid, companyId)
                || inventory
                        .findLink(siteUid)
                        .filter(link -> link.companiesEverLinked().contains(companyId))
                        .isPresent();
    }

    /** Whether a rule may act on the suggestion, as far as this site and this company are concerned. */
    boolean mayAct(Suggestion suggestion) {
        return isActing()
                && inventory.findLink(suggestion.siteUid()).isEmpty()
                && suggestion
                        .exactCompany()
                        .filter(company -> !companiesEverLinked.contains(company.companyId()))
                        .isPresent();
    }

    /** Whether a rule may act at all. */
    boolean isActing() {
        return inventory
                .findTenant()
                .filter(tenant -> tenant.hasBothSides() && !tenant.paused())
                .filter(tenant -> tenant.suggestions() == PolicyLevel.ACT)
                .isPresent();
    }

    PolicyLevel level() {
        return inventory.findTenant().map(TenantSettings::suggestions).orElse(PolicyLevel.OBSERVE);
    }

    /** Returns the link that a rule makes of the present suggestion, as if a person had requested it; empty if it may not. */
    Optional<RuleLink> link(String siteUid, Instant now) {
        var suggestion = suggest(siteUid);
        if (!mayAct(suggestion)) {
            return Optional.empty();
        }
        var company = suggestion.exactCompany().orElseThrow();
        var request = new Request(
                tenantId,
                "",
                requestId(siteUid, company.companyId()),
                RULE,
                now,
                new CreateLinks(List.of(new LinkRequest(siteUid, company.companyId(), null))));
        var decision = RequestHandler.decide(request, inventory);
        if (!decision.result().accepted()) {
            return Optional.empty();
        }
        var why = "the company “%s” is the only one that fits: %s"
                .formatted(LinkRules.shortened(company.companyName()), String.join(" ", company.evidence()));
        var link = decision.links().getFirst();
        return Optional.of(new RuleLink(
                link,
                AuditNote.ofSite(Action.LINK_SITE, siteUid, null, link.target()).because(why)));
    }

    /** Returns the same id for the same pair, so that a repeated link is recognised. */
    private String requestId(String siteUid, String companyId) {
        var pair = String.join("|", tenantId, siteUid, companyId);
        return RULE + "-" + UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.UTF_8));
    }

    private final class Openness implements VariableEvidence.Openness {
        @Override
        public boolean isOpenSite(String siteUid) {
            return openSite(siteUid).isPresent();
        }

        @Override
        public boolean isOpenCompany(String companyId) {
            return openCompany(companyId).isPresent();
        }

        @Override
        public boolean isRefused(String siteUid, String companyId) {
            return SuggestionFinder.this.isRefused(siteUid, companyId);
        }
    }

    private Set<String> sitesNear(Set<String> keys) {
        var near = new HashSet<String>();
        sites.near(keys, COMPARED_MAX, _ -> true).forEach(site -> near.add(site.id()));
        return near;
    }

    /** Returns a managed site that is not linked, with the names by which it is known. */
    private Optional<NamedEntity> openSite(String siteUid) {
        var link = inventory.findLink(siteUid);
        return inventory
                .findSite(siteUid)
                .filter(ObservedSite::managed)
                .filter(_ -> link.filter(it -> it.wanted() != Wanted.GONE).isEmpty())
                .map(site -> new NamedEntity(
                        siteUid, site.name(), link.map(Link::aliases).orElse(List.of())));
    }

    /** Returns a customer that can be linked to, and that no link holds or is about to create. */
    private Optional<NamedEntity> openCompany(String companyId) {
        return inventory
                .findCompany(companyId)
                .filter(company -> LinkRules.unusable(company).isEmpty())
                .filter(_ -> inventory.listLinksHolding(companyId).isEmpty())
                .filter(company -> !LinkRules.isPending(inventory, "", new CompanyName(company.name())))
                .map(company -> new NamedEntity(companyId, company.name(), List.of()));
    }
}
