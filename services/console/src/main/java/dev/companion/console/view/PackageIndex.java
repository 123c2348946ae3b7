package dev.companion.console.view;

import dev.companion.console.domain.site.LinkStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names of installation packages, and the sites that have them. A package that was not observed has the name that a
 * site's status tells.
 */
final class PackageIndex {

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final ReverseIndex sites = new ReverseIndex();

    /**
     * Returns the sites of the package if it has another name now.
     *
     * @param name null if the package is gone
     */
    Set<String> name(String packageId, @Nullable String name) {
        var before = name == null ? names.remove(packageId) : names.put(packageId, name);
        return Objects.equals(before, name) ? Set.of() : sites.of(packageId);
    }

    void status(String siteUid, @Nullable LinkStatus status) {
        var packageId = status == null ? null : status.packageId();
        sites.put(siteUid, packageId == null ? Set.of() : Set.of(packageId));
    }

    /** @param statuses the status of a site, by its uid; null if it has none */
    @Nullable String nameOf(String packageId, Function<String, @Nullable LinkStatus> statuses) {
        var observed = names.get(packageId);
        if (observed != null) {
            return observed;
        }
        var siteUid = sites.anyOf(packageId);
        var status = siteUid == null ? null : statuses.apply(siteUid);
        return status == null ? null : status.packageName();
    }
}
