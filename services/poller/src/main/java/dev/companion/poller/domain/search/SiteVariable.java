package dev.companion.poller.domain.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the site variable of a site leads, without its value, whose holder can enrol machines into the
 * company.
 *
 * @param companyId company of the package; null if it leads to no known package
 * @param packageId null exactly if the company is
 * @param packageName its name at that time; null exactly if the company is
 * @param seenAt when a search read it
 * @param sequence of the published record
 */
public record SiteVariable(
        @Nullable String companyId,
        @Nullable String packageId,
        @Nullable String packageName,
        Instant seenAt,
        long sequence) {

    /** The variable leads to no package that is known. */
    static SiteVariable toNoKnownPackage(Instant now) {
        return new SiteVariable(null, null, null, now, 1);
    }

    static SiteVariable to(String companyId, String packageId, String packageName, Instant now) {
        return new SiteVariable(companyId, packageId, packageName, now, 1);
    }

    public boolean leadsToPackage() {
        return packageId != null;
    }

    /** Returns this as the record that follows the one of {@code before}. */
    public SiteVariable after(SiteVariable before) {
        return new SiteVariable(companyId, packageId, packageName, seenAt, before.sequence + 1);
    }
}
