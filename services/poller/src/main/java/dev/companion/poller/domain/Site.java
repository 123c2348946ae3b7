package dev.companion.poller.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM site as one answer of the platform describes it.
 *
 * @param number the numeric id that activity logs use; null where the platform did not say
 * @param description null where empty or not said
 * @param scope UNKNOWN where the platform did not say whether the site is managed
 * @param devices number of devices; null where not said
 * @param portalUrl null where not said
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

    /** A site of unknown scope keeps the scope it had; one that never had any is not spoken of. */
    @Override
    public Optional<Site> completedBy(@Nullable Site before) {
        if (scope != Scope.UNKNOWN) {
            return Optional.of(this);
        }
        return before == null ? Optional.empty() : Optional.of(withScope(before.scope));
    }

    /** The names of the components that differ, by the names of the published record. */
    public List<String> changedFields(Site before) {
        var changed = new ArrayList<String>();
        note(changed, "siteId", before.number, number);
        note(changed, "name", before.name, name);
        note(changed, "description", before.description, description);
        note(changed, "scope", before.scope, scope);
        note(changed, "devices", before.devices, devices);
        note(changed, "portalUrl", before.portalUrl, portalUrl);
        return List.copyOf(changed);
    }

    private Site withScope(Scope known) {
        return new Site(id, number, name, description, known, devices, portalUrl);
    }

    private static void note(List<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }
}
