package dev.companion.console.domain.plan;

import dev.companion.console.domain.plan.PlannedSite.Group;
import dev.companion.console.domain.site.LinkChecks;
import dev.companion.console.domain.site.LinkRefusal;
import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans what to do with each of some sites. What the checks of links would refuse is left out with their reason, so that
 * a plan can be applied as it is shown.
 */
final class Planner {

    /** Below this, a match is shown apart, so that a person looks at both names. */
    static final int CLEAR_SCORE = 80;

    private final PlanAction action;
    private final boolean deletePackages;
    private final PlanFacts facts;

    /** @param deletePackages whether unlinking deletes the installation packages as well */
    Planner(PlanAction action, boolean deletePackages, PlanFacts facts) {
        this.action = action;
        this.deletePackages = deletePackages;
        this.facts = facts;
    }

    /** One entry for each site: those to look at first, then by group; within a group in the given order. */
    List<PlannedSite> plan(List<String> siteUids) {
        var planned = siteUids.stream().distinct().map(this::site).toList();
        var refused = refusals(planned).stream()
                .collect(Collectors.toMap(LinkRefusal::siteUid, LinkRefusal::reason, (first, _) -> first));
        return planned.stream()
                .map(site -> refused.containsKey(site.siteUid()) ? site.without(refused.get(site.siteUid())) : site)
                .sorted(Comparator.comparing(PlannedSite::group))
                .toList();
    }

    private List<LinkRefusal> refusals(List<PlannedSite> planned) {
        var changes = planned.stream().filter(PlannedSite::isChange).toList();
        var checks = new LinkChecks(facts);
        return action == PlanAction.UNLINK
                ? checks.ofUnlinking(changes.stream().map(PlannedSite::siteUid).toList(), deletePackages)
                : checks.ofLinking(changes.stream().map(PlannedSite::toLink).toList());
    }

    private PlannedSite site(String siteUid) {
        var row = facts.findSite(siteUid).orElse(null);
        if (row == null) {
            return PlannedSite.leftOut(siteUid, siteUid, "The site does not exist, or is not Managed in Datto RMM.");
        }
        if (facts.hasUndecidedChange(siteUid)) {
            return leftOut(row, "A request about it is not decided yet.");
        }
        return switch (action) {
            case LINK_MATCHES -> row.state().isFree() ? match(row) : leftOut(row, taken(row));
            case CREATE_COMPANIES -> row.state().isFree() ? creation(row) : leftOut(row, taken(row));
            case UNLINK -> removal(row);
        };
    }

    private static PlannedSite match(SiteRow row) {
        var suggestion = row.suggestion();
        if (suggestion != null && suggestion.state() == Suggestion.State.DISPUTED) {
            return leftOut(row, "Several companies match equally well. Open the site to choose one.");
        }
        if (suggestion == null || !suggestion.hasBestMatch()) {
            return leftOut(row, "No company matches.");
        }
        var best = suggestion.candidates().getFirst();
        var isClear = best.score() >= CLEAR_SCORE;
        return new PlannedSite(
                row.siteUid(),
                row.name(),
                isClear ? Group.LINK : Group.LOOK,
                best.companyId(),
                best.companyName(),
                best.score(),
                isClear ? null : "%d %% match: %s".formatted(best.score(), String.join(" ", best.evidence())),
                List.of());
    }

    private PlannedSite creation(SiteRow row) {
        if (facts.hasNamesake(row.siteUid())) {
            return leftOut(row, "A company of this name exists. Link the site to it.");
        }
        var name = facts.proposedName(row.siteUid());
        var similar = facts.twinsOf(new CompanyName(name));
        var reason = reasonToLook(row, name, similar);
        return new PlannedSite(
                row.siteUid(),
                row.name(),
                reason == null ? Group.CREATE : Group.LOOK,
                null,
                name,
                null,
                reason,
                similar);
    }

    private static @Nullable String reasonToLook(SiteRow row, String name, List<Twin> similar) {
        if (!similar.isEmpty()) {
            var nearest = similar.getFirst();
            return "“%s” is similar (%d %%) and can be linked.".formatted(nearest.companyName(), nearest.score());
        }
        var suggestion = row.suggestion();
        if (suggestion != null && suggestion.hasBestMatch()) {
            var best = suggestion.candidates().getFirst();
            return "“%s” is a %d %% match.".formatted(best.companyName(), best.score());
        }
        return name.equals(row.name()) ? null : "The name differs from the site’s.";
    }

    private PlannedSite removal(SiteRow row) {
        if (row.state().isFree() || row.company() == null) {
            return leftOut(row, "It is not linked.");
        }
        if (row.state() == SiteState.UNLINKING) {
            return leftOut(row, taken(row));
        }
        return new PlannedSite(
                row.siteUid(),
                row.name(),
                Group.REMOVE,
                row.company().id(),
                row.company().name(),
                null,
                null,
                List.of());
    }

    private static String taken(SiteRow row) {
        return row.state() == SiteState.UNLINKING ? "It is being unlinked." : "It is linked already.";
    }

    private static PlannedSite leftOut(SiteRow row, String why) {
        return PlannedSite.leftOut(row.siteUid(), row.name(), why);
    }
}
