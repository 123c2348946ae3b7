package dev.companion.poller.domain.row;

import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.Observation.Marked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the whole list of one company's packages with what is known of it. Packages have no sweep of their own: the
 * packages of each company are listed separately, and a package that two whole lists in a row leave out is gone.
 */
public final class PackageDiff {

    private static final int MISSES_TO_BE_GONE = 2;

    private PackageDiff() {}

    /** @param known the packages of this company only */
    public static List<Observation<InstallationPackage>> compare(
            List<InstallationPackage> listed, KnownRows<InstallationPackage> known, Instant now) {
        var observations = new ArrayList<Observation<InstallationPackage>>();
        var byId = new LinkedHashMap<String, InstallationPackage>();
        listed.forEach(row -> byId.put(row.id(), row));
        byId.forEach((id, row) -> observations.add(RowDiff.compare(known.find(id), row, now)));
        known.forEachPresent(row -> {
            if (!byId.containsKey(row.id())) {
                observations.add(missed(row, now));
            }
        });
        return observations;
    }

    /**
     * Whether a list of one company's packages would say no more than these links. A package that has no link yet, or that
     * was missed, has to be listed.
     *
     * @param known the packages of this company only
     */
    public static boolean linksSayAll(List<PackageLink> links, KnownRows<InstallationPackage> known) {
        var expected = new ArrayList<PackageLink>();
        var open = new boolean[1];
        known.forEachPresent(row -> {
            var value = row.value();
            open[0] |= row.absent() || value == null || value.windowsLink() == null;
            if (value != null) {
                expected.add(PackageLink.of(value));
            }
        });
        return !open[0] && counted(expected).equals(counted(links));
    }

    private static Map<PackageLink, Long> counted(List<PackageLink> links) {
        return links.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** All packages of a company that is gone are gone. */
    public static List<Observation<InstallationPackage>> companyGone(
            KnownRows<InstallationPackage> known, Instant now) {
        var observations = new ArrayList<Observation<InstallationPackage>>();
        known.forEachPresent(row -> observations.add(new Gone<>(row, row.gone(now), 0)));
        return observations;
    }

    private static Observation<InstallationPackage> missed(KnownRow<InstallationPackage> row, Instant now) {
        var missed = row.missed();
        return missed.misses() < MISSES_TO_BE_GONE
                ? new Marked<>(missed)
                : new Gone<>(row, row.gone(now), missed.misses());
    }
}
