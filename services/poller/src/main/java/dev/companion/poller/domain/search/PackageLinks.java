package dev.companion.poller.domain.search;

import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.KnownRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The installation links of all known packages of a tenant, in memory for as long as a search lasts. */
public final class PackageLinks {

    private final Map<String, InstallationPackage> byLink = new HashMap<>();
    private final Set<String> shared = new HashSet<>();
    private final boolean whole;

    /** @param whole whether the packages of all companies were read, so that a link that is missing leads to none of them */
    public PackageLinks(KnownRows<InstallationPackage> packages, boolean whole) {
        this.whole = whole;
        packages.forEachPresent(row -> {
            var value = row.value();
            if (value != null && value.windowsLink() != null && byLink.put(value.windowsLink(), value) != null) {
                shared.add(value.windowsLink());
            }
        });
    }

    /**
     * Returns where a variable with this value leads; empty if there is no variable, or if that cannot be said. A link that
     * two packages have says nothing.
     *
     * @param value null or empty if there is no variable
     */
    public Optional<SiteVariable> follow(@Nullable String value, Instant now) {
        if (value == null || value.isBlank() || shared.contains(value)) {
            return Optional.empty();
        }
        var found = byLink.get(value);
        if (found != null) {
            return Optional.of(SiteVariable.to(found.companyId(), found.id(), found.name(), now));
        }
        return whole ? Optional.of(SiteVariable.toNoKnownPackage(now)) : Optional.empty();
    }

    /** Whether nothing can be said about this value: two packages have this link, or some packages could not be read. */
    public boolean leavesOpen(@Nullable String value) {
        return value != null && !value.isBlank() && (shared.contains(value) || (!whole && !byLink.containsKey(value)));
    }

    /** Without the links, which must not be logged. */
    @Override
    public String toString() {
        return "PackageLinks[packages=%d, whole=%s]".formatted(byLink.size(), whole);
    }
}
