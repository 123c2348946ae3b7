package dev.companion.console.domain.plan;

import dev.companion.console.domain.plan.PlannedSite.Group;
import dev.companion.matching.NearTwins.Twin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what was planned for sites with what would be planned for them now. A plan is applied only if nothing
 * differs, so what a person has read is what is done.
 */
final class PlanComparison {

    private final PlanFacts facts;

    PlanComparison(PlanFacts facts) {
        this.facts = facts;
    }

    /** @return one entry for each site of which something changed; empty if the plan can be applied */
    List<PlanChange> changes(Planner planner, List<PlannedSite> planned) {
        var now = planner.plan(planned.stream().map(PlannedSite::siteUid).toList()).stream()
                .collect(Collectors.toMap(PlannedSite::siteUid, Function.identity()));
        return planned.stream()
                .map(site -> change(site, Objects.requireNonNull(now.get(site.siteUid()), "each site is planned")))
                .filter(change -> !change.what().isEmpty())
                .toList();
    }

    private PlanChange change(PlannedSite then, PlannedSite now) {
        return new PlanChange(then.siteUid(), then.siteName(), String.join(" ", sentences(then, now)));
    }

    private List<String> sentences(PlannedSite then, PlannedSite now) {
        var site = facts.site(then.siteUid());
        if (facts.findSite(then.siteUid()).isEmpty()) {
            return List.of(
                    site == null
                            ? "The site no longer exists in Datto RMM."
                            : "The site is no longer Managed in Datto RMM.");
        }
        var said = new ArrayList<String>();
        if (!then.siteName().equals(now.siteName())) {
            said.add("The site is now named “%s”.".formatted(now.siteName()));
        }
        if (now.isChange()) {
            said.addAll(ofChange(then, now));
        } else {
            said.add(whyLeftOut(then, now));
        }
        return said;
    }

    private String whyLeftOut(PlannedSite then, PlannedSite now) {
        var row = facts.findSite(then.siteUid()).orElseThrow();
        var isRemoval = then.group() == Group.REMOVE;
        if (!isRemoval && row.company() != null) {
            return "The site was linked to %s in the meantime."
                    .formatted(row.company().name());
        }
        if (isRemoval && row.state().isFree()) {
            return "The site was unlinked in the meantime.";
        }
        if (!isRemoval && then.companyId() != null && facts.companyById(then.companyId()) == null) {
            return "The company %s no longer exists in GravityZone, or the API key cannot see it any more."
                    .formatted(then.companyName());
        }
        return Objects.requireNonNullElse(now.reason(), "The site cannot be changed any more.");
    }

    private static List<String> ofChange(PlannedSite then, PlannedSite now) {
        if (then.group() == Group.REMOVE) {
            return Objects.equals(then.companyId(), now.companyId())
                            && Objects.equals(then.companyName(), now.companyName())
                    ? List.of()
                    : List.of("The site is now linked to %s, not to %s."
                            .formatted(now.companyName(), then.companyName()));
        }
        return then.score() == null ? ofCreation(then, now) : ofMatch(then, now);
    }

    private static List<String> ofMatch(PlannedSite then, PlannedSite now) {
        if (!Objects.equals(then.companyId(), now.companyId())) {
            return List.of("%s matches best now (%d %%), not %s."
                    .formatted(now.companyName(), now.score(), then.companyName()));
        }
        var said = new ArrayList<String>();
        if (!Objects.equals(then.companyName(), now.companyName())) {
            said.add("The company %s is now named “%s”.".formatted(then.companyName(), now.companyName()));
        }
        if (!Objects.equals(then.score(), now.score())) {
            said.add("%s is a %d %% match now; it was %d %%.".formatted(now.companyName(), now.score(), then.score()));
        }
        return said;
    }

    private static List<String> ofCreation(PlannedSite then, PlannedSite now) {
        if (!Objects.equals(then.companyName(), now.companyName())) {
            return List.of("The name of the new company would be “%s” now, not “%s”."
                    .formatted(now.companyName(), then.companyName()));
        }
        var seen = then.similar().stream().map(Twin::companyId).collect(Collectors.toSet());
        var unseen = now.similar().stream()
                .filter(twin -> !seen.contains(twin.companyId()))
                .map(Twin::companyName)
                .toList();
        if (!unseen.isEmpty()) {
            return List.of("A company with a similar name can be linked now: %s.".formatted(String.join(", ", unseen)));
        }
        // Fewer similar companies than the person saw are no reason to look again.
        return then.group() == Group.CREATE && now.reason() != null ? List.of(now.reason()) : List.of();
    }
}
