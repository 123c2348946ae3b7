package dev.companion.mapper.domain.suggestion;

import dev.companion.mapper.domain.handler.LinkRules;
import dev.companion.mapper.domain.link.ObservedCompany;
import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.mapper.domain.request.Inventory;
import dev.companion.matching.NamedEntity;
import dev.companion.matching.Suggestion;
import dev.companion.matching.Suggestion.Candidate;
import dev.companion.matching.Suggestion.State;
import dev.companion.matching.SuggestionRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weighs where site variables lead against what names say. An installation link in the variable of a site counts more than
 * any name, but never lets a rule act: a variable may be copied from another site. Whatever contradicts it is disputed.
 */
final class VariableEvidence {

    private static final String VARIABLE = "The site variable GravityZonePackageLink";
    private static final int SCORE = 100;
    private static final int NAMED_MAX = 3;

    /** What the finder knows: which sites and companies are open to suggestions, and which pairs a person refused. */
    interface Openness {
        boolean isOpenSite(String siteUid);

        boolean isOpenCompany(String companyId);

        boolean isRefused(String siteUid, String companyId);
    }

    private final Inventory inventory;
    private final Openness openness;
    private final Map<String, String> companyOf = new HashMap<>();
    private final Map<String, Set<String>> sitesOf = new HashMap<>();

    VariableEvidence(Inventory inventory, Openness openness) {
        this.inventory = inventory;
        this.openness = openness;
    }

    /** Reads the variable of the site again. Returns the companies that it led to before or leads to now. */
    Set<String> update(String siteUid) {
        var now =
                inventory.findVariable(siteUid).map(ObservedVariable::companyId).orElse(null);
        var before = now == null ? companyOf.remove(siteUid) : companyOf.put(siteUid, now);
        if (before != null && !before.equals(now)) {
            sitesOf.computeIfPresent(before, (_, sites) -> without(sites, siteUid));
        }
        if (now != null) {
            sitesOf.computeIfAbsent(now, _ -> new TreeSet<>()).add(siteUid);
        }
        return Stream.of(Optional.ofNullable(before), Optional.ofNullable(now))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static @Nullable Set<String> without(Set<String> sites, String siteUid) {
        sites.remove(siteUid);
        return sites.isEmpty() ? null : sites;
    }

    /** The sites whose variable leads to the company. */
    Set<String> listSitesOf(String companyId) {
        return Set.copyOf(sitesOf.getOrDefault(companyId, Set.of()));
    }

    /** @param byName what the names alone suggest */
    Suggestion weigh(NamedEntity site, Suggestion byName) {
        var variable = inventory
                .findVariable(site.id())
                .filter(it -> it.companyId() == null || !openness.isRefused(site.id(), it.companyId()));
        if (variable.isEmpty()) {
            return byName.candidates().isEmpty() ? byName : unlessClaimed(site, byName);
        }
        var companyId = variable.get().companyId();
        if (companyId == null) {
            return disputed(
                    site,
                    VARIABLE
                            + " leads to no installation package that Companion knows. Machines that are deployed from it"
                            + " may enrol into a company outside this account. Linking the site replaces it.",
                    byName);
        }
        var company = inventory.findCompany(companyId);
        if (company.isEmpty() || !openness.isOpenCompany(companyId)) {
            return disputed(site, whyNotOpen(companyId, variable.get(), company.orElse(null)), byName);
        }
        return toOpenCompany(site, variable.get(), company.get(), byName);
    }

    private Suggestion toOpenCompany(
            NamedEntity site, ObservedVariable variable, ObservedCompany company, Suggestion byName) {
        var candidates = candidates(variable, company, byName);
        var others = otherSitesOf(company.companyId(), site.id());
        if (!others.isEmpty()) {
            return Suggestion.disputed(
                    site.id(),
                    site.name(),
                    candidates,
                    "Several sites hold an installation link of the company “%s” in their site variable: also %s."
                            .formatted(LinkRules.shortened(company.name()), listed(others)));
        }
        var named = byName.exactCompany();
        var another = named.filter(it -> !it.companyId().equals(company.companyId()));
        return another.map(it -> Suggestion.disputed(
                        site.id(),
                        site.name(),
                        candidates,
                        "%s leads to the company “%s”, but the company “%s” has the name of the site."
                                .formatted(
                                        VARIABLE,
                                        LinkRules.shortened(company.name()),
                                        LinkRules.shortened(it.companyName()))))
                .orElseGet(() -> Suggestion.linkedBefore(site.id(), site.name(), named.isPresent(), candidates));
    }

    /** The company of the variable first, with what its name says for it, then the others that names suggest. */
    private static List<Candidate> candidates(ObservedVariable variable, ObservedCompany company, Suggestion byName) {
        var evidence = new ArrayList<String>();
        evidence.add("%s holds the installation link of the package “%s” of this company."
                .formatted(VARIABLE, LinkRules.shortened(String.valueOf(variable.packageName()))));
        var others = new ArrayList<Candidate>();
        for (var candidate : byName.candidates()) {
            if (candidate.companyId().equals(company.companyId())) {
                evidence.addAll(candidate.evidence());
            } else {
                others.add(candidate);
            }
        }
        var first = new Candidate(company.companyId(), company.name(), SCORE, List.copyOf(evidence));
        return Stream.concat(Stream.of(first), others.stream())
                .limit(SuggestionRules.CANDIDATES_MAX)
                .toList();
    }

    /** A company that the variable of another site leads to is not taken from it by a name. */
    private Suggestion unlessClaimed(NamedEntity site, Suggestion byName) {
        var best = byName.candidates().getFirst();
        var others = otherSitesOf(best.companyId(), site.id());
        return others.isEmpty()
                ? byName
                : disputed(
                        site,
                        "The site variable of another site holds an installation link of the company “%s”: %s."
                                .formatted(LinkRules.shortened(best.companyName()), listed(others)),
                        byName);
    }

    private String whyNotOpen(String companyId, ObservedVariable variable, @Nullable ObservedCompany company) {
        var held = "%s holds the installation link of the package “%s” of "
                .formatted(VARIABLE, LinkRules.shortened(String.valueOf(variable.packageName())));
        if (company == null) {
            return held + "a company that Companion does not see.";
        }
        var reason = LinkRules.unusable(company)
                .or(() -> inventory.listLinksHolding(companyId).stream()
                        .findFirst()
                        .map(link -> "That company is linked to the site “%s”."
                                .formatted(LinkRules.shortened(link.siteName()))))
                .orElse("That company cannot be linked now.");
        return "%sthe company “%s”. %s".formatted(held, LinkRules.shortened(company.name()), reason);
    }

    private Suggestion disputed(NamedEntity site, String why, Suggestion byName) {
        var dispute = byName.state() == State.DISPUTED ? why + " " + byName.dispute() : why;
        return Suggestion.disputed(site.id(), site.name(), byName.candidates(), dispute);
    }

    private List<String> otherSitesOf(String companyId, String siteUid) {
        return sitesOf.getOrDefault(companyId, Set.of()).stream()
                .filter(other -> !other.equals(siteUid))
                .filter(openness::isOpenSite)
                .filter(other -> !openness.isRefused(other, companyId))
                .toList();
    }

    private String listed(List<String> siteUids) {
        var shown = siteUids.stream()
                .limit(NAMED_MAX)
                .map(uid -> "“%s”"
                        .formatted(LinkRules.shortened(
                                inventory.findSite(uid).map(ObservedSite::name).orElse(uid))))
                .collect(Collectors.joining(", "));
        return siteUids.size() <= NAMED_MAX ? shown : "%s and %d more".formatted(shown, siteUids.size() - NAMED_MAX);
    }
}
