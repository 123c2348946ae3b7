package dev.companion.console.view;

import dev.companion.console.domain.site.Suspension;
import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.timeline.EntryBudget;
import dev.companion.console.domain.timeline.SiteTimelines;
import dev.companion.console.domain.timeline.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done in one tenant: the last {@value #ACTIVITIES_MAX} entries of each topic that tells it, the timeline of
 * each site, and which companies were suspended or activated last.
 */
public final class Activities {

    public static final int ACTIVITIES_MAX = 5_000;

    private static final int SUSPENSIONS_MAX = 20_000;

    private final BoundedList<Activity> audit = new BoundedList<>(ACTIVITIES_MAX);
    private final BoundedList<Activity> provisioned = new BoundedList<>(ACTIVITIES_MAX);
    private final BoundedMap<Suspension> suspensions = new BoundedMap<>(SUSPENSIONS_MAX);
    private final SiteTimelines timelines;
    private final Runnable changed;

    /** @param changed called after each entry */
    Activities(EntryBudget budget, Runnable changed) {
        this.timelines = new SiteTimelines(budget);
        this.changed = changed;
    }

    /** The audit trail, newest first. */
    public List<Activity> audit() {
        return audit.newestFirst();
    }

    /** The provisioning changes, newest first. */
    public List<Activity> provisioned() {
        return provisioned.newestFirst();
    }

    /** What happened to each site. */
    public SiteTimelines timelines() {
        return timelines;
    }

    /** What was carried out last that suspended or activated the company; null if that is not known. */
    @Nullable Suspension lastSuspension(String companyId) {
        return suspensions.get(companyId);
    }

    void addAudit(Activity entry) {
        audit.add(entry);
        timelines.observed(entry.at().toEpochMilli());
        TimelineRecords.siteOf(entry).ifPresent(site -> timelines.add(site, TimelineRecords.decided(entry)));
        changed.run();
    }

    void addProvisioned(Activity entry) {
        provisioned.add(entry);
        changed.run();
    }

    void addToTimeline(String siteUid, TimelineEntry entry) {
        timelines.add(siteUid, entry);
        changed.run();
    }

    /** In place of what was matched before: the topic has only the present match. */
    void addMatch(String siteUid, TimelineEntry entry) {
        timelines.addLatest(siteUid, entry);
        changed.run();
    }

    /** Ignored if it is older than what is known of the company. */
    void addSuspension(Suspension suspension) {
        var known = suspensions.get(suspension.companyId());
        if (known == null || !suspension.at().isBefore(known.at())) {
            suspensions.put(suspension.companyId(), suspension);
        }
    }
}
