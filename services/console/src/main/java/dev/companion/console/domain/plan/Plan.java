package dev.companion.console.domain.plan;

import dev.companion.console.domain.site.LinkRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would be done with selected sites. It is applied exactly as it was shown, once, or not at all.
 *
 * @param id also the id of the request that applies it, and so of its task: applying it twice is one request
 * @param deletePackages whether unlinking deletes the installation packages as well
 * @param createdBy who made it, as the audit trail names them
 * @param sites every selected site, those to look at first
 * @param takenOut the uids of changes that are not to be done
 * @param revision grows with each change of what is to be done
 * @param state EXPIRED is never stored, see {@link #stateAt}
 * @param endedBy who applied it or tried to; null while it is open
 * @param endedAt when; null while it is open
 * @param stale what changed since it was made; empty unless it is stale
 * @param replacedBy the plan that was made in its place; null if there is none
 */
public record Plan(
        String id,
        PlanAction action,
        boolean deletePackages,
        PlanSelection selection,
        String createdBy,
        Instant createdAt,
        List<PlannedSite> sites,
        Set<String> takenOut,
        int revision,
        PlanState state,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        List<PlanChange> stale,
        @Nullable String replacedBy) {

    /** The most sites that are looked at for one plan. */
    public static final int SITES_MAX = 5_000;

    /** The most sites that one plan changes: as many as one request may name. */
    public static final int CHANGES_MAX = 2_000;

    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final String NOT_AT_ONCE =
            "One plan changes at most %,d sites. Plan this one when they are done.".formatted(CHANGES_MAX);

    public Plan {
        sites = List.copyOf(sites);
        takenOut = Set.copyOf(takenOut);
        stale = List.copyOf(stale);
    }

    /**
     * Plans for the sites of a selection.
     *
     * @param siteUids the sites of the selection, at most {@value #SITES_MAX}
     */
    public static Plan of(
            String id,
            PlanAction action,
            boolean deletePackages,
            PlanSelection selection,
            List<String> siteUids,
            PlanFacts facts,
            String createdBy,
            Instant now) {
        var sites = bounded(new Planner(action, deletePackages, facts).plan(siteUids));
        var unconfirmed = sites.stream()
                .filter(PlannedSite::needsConfirmation)
                .map(PlannedSite::siteUid)
                .collect(Collectors.toSet());
        return new Plan(
                id,
                action,
                deletePackages,
                selection,
                createdBy,
                now,
                sites,
                unconfirmed,
                1,
                PlanState.OPEN,
                null,
                null,
                List.of(),
                null);
    }

    private static List<PlannedSite> bounded(List<PlannedSite> planned) {
        var changes = planned.stream().filter(PlannedSite::isChange).toList();
        if (changes.size() <= CHANGES_MAX) {
            return planned;
        }
        var sites = new ArrayList<>(changes.subList(0, CHANGES_MAX));
        changes.subList(CHANGES_MAX, changes.size()).forEach(site -> sites.add(site.without(NOT_AT_ONCE)));
        planned.stream().filter(site -> !site.isChange()).forEach(sites::add);
        return sites;
    }

    public Instant expiresAt() {
        return createdAt.plus(LIFETIME);
    }

    public PlanState stateAt(Instant now) {
        return state == PlanState.OPEN && !now.isBefore(expiresAt()) ? PlanState.EXPIRED : state;
    }

    /** Whether applying it does something with the site. */
    public boolean includes(PlannedSite site) {
        return site.isChange() && !takenOut.contains(site.siteUid());
    }

    /** What applying it does. */
    public List<PlannedSite> changes() {
        return sites.stream().filter(this::includes).toList();
    }

    public List<LinkRequest> links() {
        return changes().stream().map(PlannedSite::toLink).toList();
    }

    public List<String> removals() {
        return changes().stream().map(PlannedSite::siteUid).toList();
    }

    /** What changed since it was made of the sites that it is to change; empty if it can be applied. */
    public List<PlanChange> compareWith(PlanFacts facts) {
        return new PlanComparison(facts).changes(new Planner(action, deletePackages, facts), changes());
    }

    /** @param withAddOns whether the default package has add-ons */
    public PlanEstimate estimate(boolean withAddOns, PlanEstimate.Pace pace) {
        return PlanEstimate.of(changes(), deletePackages, withAddOns, pace);
    }

    /**
     * With some changes taken out and others put back. Sites that it does not change are ignored.
     *
     * @param deletes whether unlinking deletes the packages; null leaves it as it is
     */
    public Plan choosing(Set<String> takeOut, Set<String> putBack, @Nullable Boolean deletes) {
        var changes = sites.stream()
                .filter(PlannedSite::isChange)
                .map(PlannedSite::siteUid)
                .collect(Collectors.toSet());
        var out = new HashSet<>(takenOut);
        out.addAll(takeOut);
        out.removeAll(putBack);
        out.retainAll(changes);
        return with(out, deletes == null ? deletePackages : deletes);
    }

    private Plan with(Set<String> out, boolean deletes) {
        return new Plan(
                id,
                action,
                deletes,
                selection,
                createdBy,
                createdAt,
                sites,
                out,
                revision + 1,
                state,
                endedBy,
                endedAt,
                stale,
                replacedBy);
    }

    public Plan ended(PlanState how, String by, Instant at) {
        return ended(how, by, at, List.of(), null);
    }

    public Plan stale(List<PlanChange> changes, String by, Instant at) {
        return ended(PlanState.STALE, by, at, changes, null);
    }

    public Plan replacedBy(String planId) {
        return ended(state, endedBy, endedAt, stale, planId);
    }

    private Plan ended(
            PlanState how,
            @Nullable String by,
            @Nullable Instant at,
            List<PlanChange> changes,
            @Nullable String planId) {
        return new Plan(
                id,
                action,
                deletePackages,
                selection,
                createdBy,
                createdAt,
                sites,
                takenOut,
                revision,
                how,
                by,
                at,
                changes,
                planId);
    }
}
