package dev.companion.console.web.plans;

import dev.companion.console.domain.plan.Plan;
import dev.companion.console.domain.plan.PlanAction;
import dev.companion.console.domain.plan.PlanChange;
import dev.companion.console.domain.plan.PlanEstimate;
import dev.companion.console.domain.plan.PlanState;
import dev.companion.console.domain.plan.PlannedSite;
import dev.companion.console.domain.plan.PlannedSite.Group;
import dev.companion.console.domain.site.SiteState;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A plan: what would be done with selected sites.
 *
 * @param id the id of the plan, and of the task that applies it
 * @param action what is done with the sites
 * @param state how far the plan is
 * @param revision grows with each change of what is to be done; the one that is shown is applied
 * @param deletePackages whether unlinking deletes the installation packages as well
 * @param selection which sites were selected
 * @param createdBy the last four characters of the API key that signed in
 * @param createdAt when it was made
 * @param expiresAt until when it can be applied
 * @param sites how many sites were selected
 * @param changes how many sites applying it changes
 * @param groups how many sites there are of each kind
 * @param estimate calls to the vendors, and how long they take
 * @param taskId the task that applies it; null if it was not applied
 * @param endedBy who applied it, or tried to; null if that was not done
 * @param endedAt when; null if that was not done
 * @param stale what changed since it was made; empty unless it is stale
 * @param replacedBy the plan that was made in its place; null if there is none
 */
record PlanItem(
        String id,
        PlanAction action,
        PlanState state,
        int revision,
        boolean deletePackages,
        PlanSelectionItem selection,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        int sites,
        int changes,
        PlanGroups groups,
        PlanEstimate estimate,
        @Nullable String taskId,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        List<PlanChange> stale,
        @Nullable String replacedBy) {

    /**
     * Which sites were selected.
     *
     * @param all whether all that match q and states were selected, but those that were taken out by hand
     * @param q the text that was searched for; empty for all
     * @param states the states; empty for all
     */
    record PlanSelectionItem(boolean all, String q, List<SiteState> states) {}

    /**
     * How many sites there are of each kind.
     *
     * @param look changes to look at first: a match below 80 %, a similar company, another name
     * @param link links to existing companies
     * @param create links to new companies
     * @param remove links to remove
     * @param leftOut sites with which nothing can be done
     * @param takenOut changes that are not done, because a person took them out or has not confirmed them
     * @param unconfirmed those of them that have a similar company and were not confirmed
     */
    record PlanGroups(int look, int link, int create, int remove, int leftOut, int takenOut, int unconfirmed) {

        static PlanGroups of(Plan plan) {
            return new PlanGroups(
                    count(plan, site -> site.group() == Group.LOOK),
                    count(plan, site -> site.group() == Group.LINK),
                    count(plan, site -> site.group() == Group.CREATE),
                    count(plan, site -> site.group() == Group.REMOVE),
                    count(plan, site -> site.group() == Group.LEFT_OUT),
                    plan.takenOut().size(),
                    count(plan, site -> site.needsConfirmation() && !plan.includes(site)));
        }

        private static int count(Plan plan, Predicate<PlannedSite> which) {
            return (int) plan.sites().stream().filter(which).count();
        }
    }

    static PlanItem of(Plan plan, PlanEstimate estimate, Instant now) {
        var state = plan.stateAt(now);
        return new PlanItem(
                plan.id(),
                plan.action(),
                state,
                plan.revision(),
                plan.deletePackages(),
                new PlanSelectionItem(
                        plan.selection().all(),
                        plan.selection().text(),
                        plan.selection().states().stream().sorted().toList()),
                plan.createdBy(),
                plan.createdAt(),
                plan.expiresAt(),
                plan.sites().size(),
                plan.changes().size(),
                PlanGroups.of(plan),
                estimate,
                state == PlanState.APPLIED ? plan.id() : null,
                plan.endedBy(),
                plan.endedAt(),
                plan.stale(),
                plan.replacedBy());
    }
}
