package dev.companion.console.web.pages;

import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.LinkSearch;
import dev.companion.console.domain.tenant.TenantSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The state of the sweeps as the pages show it.
 *
 * @param requestedAt when a person last requested a sweep; null for never
 * @param endedAt when the sweeps of all vendors had completed after that; null if one has not
 * @param linkSearch how far the last search for earlier links has come; null if there was none
 * @param possible whether a sweep can be requested now
 */
public record SweepStatus(
        List<VendorSweep> vendors,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable LinkSearch linkSearch,
        boolean possible) {

    private static final String READER = "poller";

    /**
     * One vendor's lists.
     *
     * @param says its progress in words
     * @param reading whether a sweep is in progress
     * @param first whether no sweep has completed since the state last changed
     * @param rows read so far; null if none were
     * @param total announced by the vendor; null if it did not announce it
     * @param endedAt end of the last complete sweep that was reported, which not every sweep is; null before the first
     * @param quota used share of the vendor's quota, in words; null if the vendor does not report it, and if no sweep
     *     is in progress, since the figure would be outdated
     */
    public record VendorSweep(
            String vendor,
            String says,
            boolean reading,
            boolean first,
            @Nullable Integer rows,
            @Nullable Integer total,
            @Nullable Instant endedAt,
            @Nullable String quota) {

        static VendorSweep of(ApiHealth row, int known, Labels labels) {
            return new VendorSweep(
                    labels.vendor(row.api()),
                    says(row, known, labels),
                    row.isReading(),
                    row.isFirst(),
                    row.sweepRows(),
                    row.sweepTotal(),
                    row.lastSweepAt(),
                    !row.isReading() || row.quotaUsed() == null || row.quotaLimit() == null
                            ? null
                            : String.format(Locale.ROOT, "%,d of %,d calls used", row.quotaUsed(), row.quotaLimit()));
        }

        private static String says(ApiHealth row, int known, Labels labels) {
            var rows = row.sweepRows();
            var total = row.sweepTotal();
            if (!row.isReading() || rows == null) {
                return row.isFirst() && known == 0
                        ? labels.swept(row.api(), 0) + " not read yet"
                        : String.format(Locale.ROOT, "%,d %s", known, labels.swept(row.api(), known));
            }
            return total == null
                    ? String.format(Locale.ROOT, "%,d %s read so far…", rows, labels.swept(row.api(), rows))
                    : String.format(Locale.ROOT, "%,d of %,d %s read…", rows, total, labels.swept(row.api(), total));
        }
    }

    /** @param known number of known rows of each vendor, by its name in api-health */
    static SweepStatus of(TenantSettings settings, List<ApiHealth> health, ToIntFunction<String> known, Labels labels) {
        var read = health.stream().filter(row -> row.service().equals(READER)).toList();
        var asked = settings.sweepRequestedAt();
        return new SweepStatus(
                read.stream()
                        .map(row -> VendorSweep.of(row, known.applyAsInt(row.api()), labels))
                        .toList(),
                asked,
                asked == null ? null : ApiHealth.sweptSince(asked, read),
                read.stream()
                        .map(ApiHealth::linkSearch)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                settings.isObserved() && !settings.paused());
    }

    /** The vendors whose first sweep is in progress; all pages show their progress. */
    public List<VendorSweep> first() {
        return vendors.stream()
                .filter(sweep -> sweep.reading() && sweep.first())
                .toList();
    }
}
