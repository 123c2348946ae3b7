package dev.companion.console.domain.site;

import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether requests to link and unlink can be carried out, as far as the view knows. All of them or none: one
 * refusal refuses the whole request. The mapper checks again on its own facts, and its result counts.
 */
public final class LinkChecks {

    private final LinkFacts facts;

    public LinkChecks(LinkFacts facts) {
        this.facts = facts;
    }

    /** One refusal for each link that cannot be created; empty if all can. */
    public List<LinkRefusal> ofLinking(List<LinkRequest> requested) {
        var refusals = new ArrayList<LinkRefusal>();
        var sites = new HashSet<String>();
        var companies = new HashMap<String, String>();
        var names = new HashMap<String, String>();
        var chosen = requested.stream()
                .map(LinkRequest::companyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (var request : requested) {
            objectionToSite(request.siteUid(), sites)
                    .or(() -> objectionToTarget(request, companies, names))
                    .map(reason -> new LinkRefusal(request.siteUid(), reason))
                    .or(() -> twin(request, chosen))
                    .ifPresent(refusals::add);
        }
        return refusals;
    }

    /**
     * One refusal for each site that cannot be unlinked; empty if all can. A link that is being removed in another way
     * can be unlinked, so that a refused decision about its company does not block it.
     *
     * @param deletePackages whether the packages are deleted as well
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

    /** One refusal for each site whose package content cannot be changed; empty if all can. */
    public List<LinkRefusal> ofApplying(List<String> siteUids) {
        var refusals = new ArrayList<LinkRefusal>();
        var seen = new HashSet<String>();
        for (var siteUid : siteUids) {
            objectionToLink(siteUid, seen)
                    .or(() -> beingUnlinked(siteUid)
                            .map(_ -> "The site is being unlinked, so its package is no longer changed."))
                    .ifPresent(reason -> refusals.add(new LinkRefusal(siteUid, reason)));
        }
        return refusals;
    }

    private Optional<String> objectionToLink(String siteUid, Set<String> seen) {
        if (!seen.add(siteUid)) {
            return Optional.of("The site occurs twice in this request. List it once.");
        }
        return facts.link(siteUid) != null
                ? Optional.empty()
                : Optional.of(
                        facts.site(siteUid) == null
                                ? "The site does not exist."
                                : "The site is not linked to a company.");
    }

    private Optional<String> objectionToUnlinking(String siteUid, boolean deletePackages) {
        return beingUnlinked(siteUid)
                .filter(link -> link.companyAction() == null && link.deletePackage() == deletePackages)
                .map(_ -> "The site is already being unlinked. No action is needed.");
    }

    private Optional<Link> beingUnlinked(String siteUid) {
        return Optional.ofNullable(facts.link(siteUid)).filter(link -> !link.present());
    }

    private Optional<String> objectionToSite(String siteUid, Set<String> seen) {
        if (!seen.add(siteUid)) {
            return Optional.of("The site occurs twice in this request. List it once.");
        }
        var site = facts.site(siteUid);
        if (site == null) {
            return Optional.of("The site does not exist.");
        }
        if (site.scope() != Site.Scope.MANAGED) {
            return Optional.of("The site is not Managed in Datto RMM. Only Managed sites can be linked.");
        }
        return SiteState.of(site, facts.link(siteUid), facts.status(siteUid)).flatMap(state -> switch (state) {
            case UNLINKED, SUGGESTED -> Optional.empty();
            case UNLINKING -> Optional.of("The site is being unlinked. Try again when that is done.");
            case LINKING, READY, ATTENTION, OUT_OF_SCOPE ->
                Optional.of("The site is already linked. Unlink it first to link it to another company.");
        });
    }

    private Optional<String> objectionToTarget(
            LinkRequest request, Map<String, String> companies, Map<String, String> names) {
        if (request.companyId() != null && request.companyName() == null) {
            return objectionToCompany(request.siteUid(), request.companyId(), companies);
        }
        if (request.companyName() != null && request.companyId() == null) {
            return objectionToName(request.siteUid(), request.companyName(), names);
        }
        return Optional.of("Give either the id of an existing company or the name of a new one, not both.");
    }

    private Optional<String> objectionToCompany(String siteUid, String companyId, Map<String, String> taken) {
        var other = taken.putIfAbsent(companyId, siteUid);
        if (other != null) {
            return Optional.of(
                    "The same company is chosen for %s in this request. A company can be linked to one site only."
                            .formatted(nameOf(other)));
        }
        var company = facts.companyById(companyId);
        if (company == null) {
            return Optional.of("The company does not exist, or the GravityZone API key cannot see it.");
        }
        if (company.type() != Company.Type.CUSTOMER) {
            return Optional.of(
                    "%s is not a customer company. Only customer companies can be linked.".formatted(company.name()));
        }
        if (company.isSuspended()) {
            return Optional.of("%s is suspended in GravityZone. Activate it there first.".formatted(company.name()));
        }
        if (!company.isUsable()) {
            return Optional.of(
                    "%s is not managed by its partner. Allow that in GravityZone first.".formatted(company.name()));
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

    /** A company that would be a second copy of one that can be linked is made only if the person has seen that one. */
    private Optional<LinkRefusal> twin(LinkRequest request, Set<String> chosen) {
        var name = request.companyName();
        var unseen = name == null
                ? List.<Twin>of()
                : facts.twinsOf(name).stream()
                        .filter(twin ->
                                !request.besides().contains(twin.companyId()) && !chosen.contains(twin.companyId()))
                        .toList();
        return unseen.isEmpty()
                ? Optional.empty()
                : Optional.of(new LinkRefusal(
                        request.siteUid(),
                        "The company %s has a similar name (%d %% match) and can be linked. Choose it, or confirm that you need another company."
                                .formatted(
                                        unseen.getFirst().companyName(),
                                        unseen.getFirst().score()),
                        unseen));
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
