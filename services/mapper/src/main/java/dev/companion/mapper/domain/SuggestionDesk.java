package dev.companion.mapper.domain;

import dev.companion.mapper.domain.AuditNote.Action;
import dev.companion.mapper.domain.Link.Wanted;
import dev.companion.mapper.domain.Request.CreateLinks;
import dev.companion.mapper.domain.matching.Named;
import dev.companion.mapper.domain.matching.SuggestionRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which sites and companies are open to a suggestion, what is suggested for a site, and when a rule may make it a link.
 * What it answers is of this moment: names are looked up in {@link Neighbours}, and whether a site or company is open is
 * asked of the inventory each time.
 */
final class SuggestionDesk {

    /** Who links where a rule does. */
    static final String RULE = "rule";

    /** Names that one name is compared with, on each side. */
    private static final int COMPARED_MAX = 25;

    /** Names on the other side through which the change of one is passed on. */
    private static final int PASSED_ON_MAX = 10;

    private final String tenantId;
    private final Inventory inventory;
    private final Neighbours sites = new Neighbours();
    private final Neighbours companies = new Neighbours();
    private final Set<String> companiesMet = new HashSet<>();

    SuggestionDesk(String tenantId, Inventory inventory) {
        this.tenantId = tenantId;
        this.inventory = inventory;
    }

    /** Looks at the site anew; answers the sites for which something else may be suggested now. */
    Set<String> placeSite(String siteUid) {
        var changed = sites.place(siteUid, openSite(siteUid));
        var nearCompanies = companies.near(changed, PASSED_ON_MAX, _ -> true);
        var near = sitesNear(Neighbours.keysOf(nearCompanies));
        near.addAll(sitesNear(changed));
        near.add(siteUid);
        return near;
    }

    /** Likewise. */
    Set<String> placeCompany(String companyId) {
        return sitesNear(companies.place(companyId, openCompany(companyId)));
    }

    /** Sites that the company may fit. */
    Set<String> listSitesNear(String companyId) {
        return sitesNear(companies.find(companyId).map(Neighbours::keysOf).orElse(Set.of()));
    }

    /** A company that any link ever led to is never linked by a rule again: whoever unlinked it knew why. */
    void met(Link link) {
        companiesMet.addAll(link.companiesMet());
    }

    List<String> listOpenSites() {
        return sites.listIds();
    }

    /** What is suggested now; its sequence says nothing. */
    Suggestion suggest(String siteUid) {
        var site = openSite(siteUid);
        if (site.isEmpty() || level() == PolicyLevel.OBSERVE) {
            return Suggestion.none(siteUid);
        }
        var keys = new HashSet<>(Neighbours.keysOf(site.get()));
        var candidates =
                companies.near(keys, COMPARED_MAX, id -> openCompany(id).isPresent() && !isRefused(siteUid, id));
        var alone = SuggestionRules.suggest(site.get(), candidates, List.of());
        if (alone.candidates().isEmpty()) {
            return Suggestion.none(siteUid);
        }
        var best = alone.candidates().getFirst().companyId();
        var alike = alone.candidates().stream()
                .flatMap(candidate -> companies.find(candidate.companyId()).stream())
                .toList();
        keys.addAll(Neighbours.keysOf(alike));
        var rivals = sites.near(
                keys, COMPARED_MAX, id -> !id.equals(siteUid) && openSite(id).isPresent() && !isRefused(id, best));
        // Where fewer are shown than could be, nothing else was alike.
        var compared = alike.size() < SuggestionRules.CANDIDATES_MAX ? alike : candidates;
        var match = rivals.isEmpty() ? alone : SuggestionRules.suggest(site.get(), compared, rivals);
        return Suggestion.of(siteUid, site.get().name(), match);
    }

    /** A person said that the site does not belong to the company: in words, or by unlinking it. */
    private boolean isRefused(String siteUid, String companyId) {
        return inventory.hasDismissed(siteUid, companyId)
                || inventory
                        .findLink(siteUid)
                        .filter(link -> link.companiesMet().contains(companyId))
                        .isPresent();
    }

    /** Whether a rule may act on what is suggested, as far as the site and the company go. */
    boolean mayAct(Suggestion suggestion) {
        return isActing()
                && inventory.findLink(suggestion.siteUid()).isEmpty()
                && suggestion
                        .exactCompany()
                        .filter(company -> !companiesMet.contains(company.companyId()))
                        .isPresent();
    }

    /** Whether a rule may act at all. */
    boolean isActing() {
        return inventory
                .findTenant()
                .filter(tenant -> tenant.isConnected() && !tenant.paused())
                .filter(tenant -> tenant.suggestions() == PolicyLevel.ACT)
                .isPresent();
    }

    PolicyLevel level() {
        return inventory.findTenant().map(TenantSettings::suggestions).orElse(PolicyLevel.OBSERVE);
    }

    /** The link that a rule makes of what is suggested now, as if a person had asked for it; empty where it may not. */
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
                new CreateLinks(List.of(new LinkWish(siteUid, company.companyId(), null))));
        var decision = LinkDesk.decide(request, inventory);
        if (!decision.answer().accepted()) {
            return Optional.empty();
        }
        var why = "the company “%s” is the only one that fits: %s"
                .formatted(LinkRules.shortened(company.companyName()), String.join(" ", company.evidence()));
        var link = decision.links().getFirst();
        return Optional.of(new RuleLink(
                link,
                AuditNote.ofSite(Action.LINK_SITE, siteUid, null, link.target()).because(why)));
    }

    /** The same for the same pair, so that whoever reads it twice knows. */
    private String requestId(String siteUid, String companyId) {
        var pair = String.join("|", tenantId, siteUid, companyId);
        return RULE + "-" + UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Set<String> sitesNear(Set<String> keys) {
        var near = new HashSet<String>();
        sites.near(keys, COMPARED_MAX, _ -> true).forEach(site -> near.add(site.id()));
        return near;
    }

    /** A managed site that is not linked, with the names it was known by. */
    private Optional<Named> openSite(String siteUid) {
        var link = inventory.findLink(siteUid);
        return inventory
                .findSite(siteUid)
                .filter(KnownSite::managed)
                .filter(_ -> link.filter(it -> it.wanted() != Wanted.GONE).isEmpty())
                .map(site ->
                        new Named(siteUid, site.name(), link.map(Link::aliases).orElse(List.of())));
    }

    /** A customer that could be linked to, and that no link holds or is about to make. */
    private Optional<Named> openCompany(String companyId) {
        return inventory
                .findCompany(companyId)
                .filter(company -> LinkRules.unusable(company).isEmpty())
                .filter(_ -> inventory.listLinksHolding(companyId).isEmpty())
                .filter(company -> !LinkRules.isPending(inventory, "", new CompanyName(company.name())))
                .map(company -> new Named(companyId, company.name(), List.of()));
    }
}
