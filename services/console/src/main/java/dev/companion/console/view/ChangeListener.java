package dev.companion.console.view;

/** Told after each change of the view, on the thread that made it; must be quick and must not throw. */
@FunctionalInterface
public interface ChangeListener {

    ChangeListener NONE = (tenantId, kind) -> {};

    /** What of a tenant changed. */
    enum Kind {
        SITES,
        TASKS,
        EVENTS,
        SETTINGS,
        ACTIVITY,
        HEALTH,
        USERS,
        HOLDS
    }

    void changed(String tenantId, Kind kind);
}
