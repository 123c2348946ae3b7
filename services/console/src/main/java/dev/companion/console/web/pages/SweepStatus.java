package dev.companion.console.web.pages;

import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.TenantSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How reading the vendors' lists goes, as the pages show it.
 *
 * @param requestedAt when a person last asked for a sweep; null for never
 * @param endedAt when every vendor was told to be read completely after that; null while one was not
 * @param possible whether a sweep can be asked for now
 */
public record SweepStatus(
        List<Lane> lanes,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt,
        boolean possible) {

    private static final String READER = "poller";

    /**
     * One vendor's lists.
     *
     * @param says how far it has come, in words
     * @param reading whether it is being read
     * @param first whether nothing complete was read yet
     * @param rows read so far; null if nothing was
     * @param total announced by the vendor; null if it did not say
     * @param endedAt when all was last told to be read completely, which is not told of each time; null before it
     * @param quota how much of the vendor's allowance is used, in words; null if it does not tell, and while nothing
     *     is read, since the figure would be old
     */
    public record Lane(
            String vendor,
            String says,
            boolean reading,
            boolean first,
            @Nullable Integer rows,
            @Nullable Integer total,
            @Nullable Instant endedAt,
            @Nullable String quota) {

        static Lane of(ApiHealth row, int known, Labels labels) {
            return new Lane(
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

    /** @param known how many rows are known of each vendor, by its name in api-health */
    static SweepStatus of(TenantSettings settings, List<ApiHealth> health, ToIntFunction<String> known, Labels labels) {
        var read = health.stream().filter(row -> row.service().equals(READER)).toList();
        var asked = settings.sweepRequestedAt();
        return new SweepStatus(
                read.stream()
                        .map(row -> Lane.of(row, known.applyAsInt(row.api()), labels))
                        .toList(),
                asked,
                asked == null ? null : ended(read, asked),
                settings.isObserved() && !settings.paused());
    }

    /** The lanes whose first reading is under way: their progress is worth telling everywhere. */
    public List<Lane> first() {
        return lanes.stream().filter(lane -> lane.reading() && lane.first()).toList();
    }

    private static @Nullable Instant ended(List<ApiHealth> read, Instant asked) {
        var last = Instant.MIN;
        for (var row : read) {
            var end = row.lastSweepAt();
            if (end == null || end.isBefore(asked)) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return read.isEmpty() ? null : last;
    }
}
