package dev.companion.console.domain.task;

import dev.companion.console.domain.tenant.ApiHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a check is that a person requested: the poller reads the lists of sites and companies, and the provisioner reads
 * back every ready link. The poller reads users and packages too, but does not report their end, so they can take longer.
 *
 * @param total lists of sites and companies, and links to read
 * @param done of these
 * @param isOver whether nothing is left
 * @param words what is left, for people; null if nothing is
 */
record CheckProgress(
        int total, int done, boolean isOver, @Nullable String words) {

    private static final String LISTS = "poller";
    private static final String LINKS = "provisioner";

    /** @param health all records of the tenant */
    static CheckProgress since(Instant requestedAt, List<ApiHealth> health) {
        var left = new ArrayList<String>();
        var total = 0;
        var done = 0;
        for (var record : health) {
            var isOfLinks = record.service().equals(LINKS) && record.api().equals("DATTO_RMM");
            if (!isOfLinks && !record.service().equals(LISTS)) {
                continue;
            }
            var end = record.lastSweepAt();
            var isOver = end != null && !end.isBefore(requestedAt);
            var rows = record.sweepRows();
            var all = record.sweepTotal();
            var weight = isOfLinks && all != null ? all : 1;
            total += weight;
            done += isOver ? weight : isOfLinks && rows != null ? Math.min(rows, weight) : 0;
            if (!isOver) {
                left.add(
                        !isOfLinks
                                ? list(record.api())
                                : rows == null || all == null
                                        ? "the links"
                                        : String.format(Locale.ROOT, "%,d of %,d links", Math.max(0, all - rows), all));
            }
        }
        return left.isEmpty()
                ? new CheckProgress(Math.max(1, total), Math.max(1, total), true, null)
                : new CheckProgress(total, done, false, "Still to check: " + String.join(", ", left) + ".");
    }

    private static String list(String api) {
        return api.equals("GRAVITYZONE") ? "the companies in GravityZone" : "the sites in Datto RMM";
    }
}
