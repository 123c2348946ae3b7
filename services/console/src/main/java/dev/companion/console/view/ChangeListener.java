package dev.companion.console.view;

/** Called after each change of the view, on the thread that made it; must be fast and must not throw. */
@FunctionalInterface
public interface ChangeListener {

    ChangeListener NONE = (tenantId, kind) -> {};

    /** The part of a tenant's view that changed. */
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
