package dev.companion.console.view;

import dev.companion.console.domain.tenant.Activity;
import java.util.List;

/** What was done in one tenant: the last {@value #ACTIVITIES_MAX} entries of each topic that tells it. */
public final class Activities {

    public static final int ACTIVITIES_MAX = 5_000;

    private final BoundedList<Activity> audit = new BoundedList<>(ACTIVITIES_MAX);
    private final BoundedList<Activity> provisioned = new BoundedList<>(ACTIVITIES_MAX);
    private final Runnable changed;

    /** @param changed called after each entry */
    Activities(Runnable changed) {
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

    void addAudit(Activity entry) {
        audit.add(entry);
        changed.run();
    }

    void addProvisioned(Activity entry) {
        provisioned.add(entry);
        changed.run();
    }
}
