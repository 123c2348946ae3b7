package dev.companion.poller.domain.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM site as one response of the platform describes it.
 *
 * @param number the numeric id that activity logs use; null if the platform did not say
 * @param description null if empty or not given
 * @param scope UNKNOWN if the platform did not say whether the site is managed
 * @param devices number of devices; null if not given
 * @param portalUrl null if not given
 */
public record Site(
        String id,
        @Nullable Long number,
        String name,
        @Nullable String description,
        Scope scope,
        @Nullable Integer devices,
        @Nullable String portalUrl)
        implements Observed<Site> {

    /** Whether a site is managed. */
    public enum Scope {
        UNKNOWN,
        MANAGED,
        ON_DEMAND
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public boolean inScope() {
        return scope == Scope.MANAGED;
    }

    /** A site of unknown scope keeps the scope it had; without an earlier scope it is not published. */
    @Override
    public Optional<Site> completedBy(@Nullable Site before) {
        if (scope != Scope.UNKNOWN) {
            return Optional.of(this);
        }
        return before == null ? Optional.empty() : Optional.of(withScope(before.scope));
    }

    /** Names of the fields that differ, as in the published record. */
    public List<String> changedFields(Site before) {
        var changed = new ArrayList<String>();
        addIfChanged(changed, "siteId", before.number, number);
        addIfChanged(changed, "name", before.name, name);
        addIfChanged(changed, "description", before.description, description);
        addIfChanged(changed, "scope", before.scope, scope);
        addIfChanged(changed, "devices", before.devices, devices);
        addIfChanged(changed, "portalUrl", before.portalUrl, portalUrl);
        return List.copyOf(changed);
    }

    private Site withScope(Scope known) {
        return new Site(id, number, name, description, known, devices, portalUrl);
    }

    private static void addIfChanged(
            List<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }
}
