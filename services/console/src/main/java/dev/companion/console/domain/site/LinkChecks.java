package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether wishes to link and unlink can be carried out, as far as the view knows. All of them or none: one refusal
 * refuses the whole request. The mapper decides again, on its own facts, and has the last word.
 */
public final class LinkChecks {

    private final LinkFacts facts;

    public LinkChecks(LinkFacts facts) {
        this.facts = facts;
    }

    /** One refusal for each wish that cannot be carried out; empty if all can. */
    public List<LinkRefusal> ofLinking(List<LinkRequest> wishes) {
        var refusals = new ArrayList<LinkRefusal>();
        var sites = new HashSet<String>();
        var companies = new HashMap<String, String>();
        var names = new HashMap<String, String>();
        for (var wish : wishes) {
            objectionToSite(wish.siteUid(), sites)
                    .or(() -> objectionToTarget(wish, companies, names))
                    .ifPresent(reason -> refusals.add(new LinkRefusal(wish.siteUid(), reason)));
        }
        return refusals;
    }

    /**
     * One refusal for each site that cannot be unlinked; empty if all can. A link that is being taken apart in another
     * way can be, so that nobody is caught in a decision about its company that was refused.
     *
     * @param deletePackages whether the packages are to go too
     */
    public List<LinkRefusal> ofUnlinking(List<String> siteUids, boolean deletePackages) {
        var refusals = new ArrayList<LinkRefusal>();
        var seen = new HashSet<String>();
        for (var siteUid : siteUids) {
            objectionToLink(siteUid, seen)
                    .or(() -> objectionToUnlinking(siteUid, deletePackages))
                    .ifPresent(reason -> refusals.add(new LinkRefusal(siteUid, reason)));
        }
        return refusals;
    }

    /** One refusal for each site whose package cannot get another content; empty if all can. */
    public List<LinkRefusal> ofApplying(List<String> siteUids) {
        var refusals = new ArrayList<LinkRefusal>();
        var seen = new HashSet<String>();
        for (var siteUid : siteUids) {
            objectionToLink(siteUid, seen)
                    .or(() -> beingUnlinked(siteUid)
                            .map(_ -> "The site is being unlinked, so its package is not changed any more."))
                    .ifPresent(reason -> refusals.add(new LinkRefusal(siteUid, reason)));
        }
        return refusals;
    }

    private Optional<String> objectionToLink(String siteUid, Set<String> seen) {
        if (!seen.add(siteUid)) {
            return Optional.of("The site is named twice in this request. Name it once.");
        }
        return facts.link(siteUid) != null
                ? Optional.empty()
                : Optional.of(
                        facts.site(siteUid) == null
                                ? "There is no such site."
                                : "The site is not linked to a company.");
    }

    private Optional<String> objectionToUnlinking(String siteUid, boolean deletePackages) {
        return beingUnlinked(siteUid)
                .filter(link -> link.companyAction() == null && link.deletePackage() == deletePackages)
                .map(_ -> "The site is being unlinked already. Nothing needs to be done.");
    }

    private Optional<Link> beingUnlinked(String siteUid) {
        return Optional.ofNullable(facts.link(siteUid)).filter(link -> !link.present());
    }

    private Optional<String> objectionToSite(String siteUid, Set<String> seen) {
        if (!seen.add(siteUid)) {
            return Optional.of("The site is named twice in this request. Name it once.");
        }
        var site = facts.site(siteUid);
        if (site == null) {
            return Optional.of("There is no such site.");
        }
        if (site.scope() != Site.Scope.MANAGED) {
            return Optional.of("The site is not Managed in Datto RMM. Only Managed sites can be linked.");
        }
        return SiteState.of(site, facts.link(siteUid), facts.status(siteUid)).flatMap(state -> switch (state) {
            case UNLINKED, SUGGESTED -> Optional.empty();
            case UNLINKING -> Optional.of("The site is being unlinked. Try again when that is done.");
            case LINKING, READY, ATTENTION, OUT_OF_SCOPE ->
                Optional.of("The site is linked already. Unlink it first to link it to another company.");
        });
    }

    private Optional<String> objectionToTarget(
            LinkRequest wish, Map<String, String> companies, Map<String, String> names) {
        if (wish.companyId() != null && wish.companyName() == null) {
            return objectionToCompany(wish.siteUid(), wish.companyId(), companies);
        }
        if (wish.companyName() != null && wish.companyId() == null) {
            return objectionToName(wish.siteUid(), wish.companyName(), names);
        }
        return Optional.of("Name either an existing company by its id or a new one by its name, not both.");
    }

    private Optional<String> objectionToCompany(String siteUid, String companyId, Map<String, String> taken) {
        var other = taken.putIfAbsent(companyId, siteUid);
        if (other != null) {
            return Optional.of("The same company is chosen for %s in this request. A company can have one site."
                    .formatted(nameOf(other)));
        }
        var company = facts.companyById(companyId);
        if (company == null) {
            return Optional.of("There is no such company, or the GravityZone key does not see it.");
        }
        if (company.type() != Company.Type.CUSTOMER) {
            return Optional.of("%s is not a customer company. Only customers can be linked.".formatted(company.name()));
        }
        if (company.isSuspended()) {
            return Optional.of("%s is suspended in GravityZone. Activate it there first.".formatted(company.name()));
        }
        if (!company.isUsable()) {
            return Optional.of("%s is closed to its partner. Allow its management in GravityZone first."
                    .formatted(company.name()));
        }
        var holder = facts.siteLinkedTo(companyId);
        return holder == null
                ? Optional.empty()
                : Optional.of("%s is linked to %s. Choose another company, or unlink that site first."
                        .formatted(company.name(), nameOf(holder)));
    }

    private Optional<String> objectionToName(String siteUid, CompanyName name, Map<String, String> taken) {
        var flaw = name.flaw();
        if (flaw.isPresent()) {
            return flaw.map(CompanyName.Flaw::sentence);
        }
        var other = taken.putIfAbsent(name.key(), siteUid);
        if (other != null) {
            return Optional.of("%s gets the same company name in this request. Company names are unique in GravityZone."
                    .formatted(nameOf(other)));
        }
        if (facts.isCompanyNamed(name)) {
            return Optional.of("A company named %s already exists. Choose it from the list, or use another name."
                    .formatted(name.text()));
        }
        var creating = facts.siteCreating(name);
        return creating == null
                ? Optional.empty()
                : Optional.of("A company named %s is being created for %s. Use another name."
                        .formatted(name.text(), nameOf(creating)));
    }

    private String nameOf(String siteUid) {
        @Nullable Site site = facts.site(siteUid);
        if (site != null) {
            return site.name();
        }
        var link = facts.link(siteUid);
        return link == null ? "another site" : link.siteName();
    }
}
