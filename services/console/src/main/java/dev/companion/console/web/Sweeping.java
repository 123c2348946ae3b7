package dev.companion.console.web;

import dev.companion.console.domain.ApiHealth;
import dev.companion.console.domain.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How reading the vendors' lists goes, as the pages show it.
 *
 * @param requestedAt when a person last asked for a sweep; null for never
 * @param endedAt when the last list was read completely after that; null while one is not, or nobody asked
 * @param possible whether a sweep can be asked for now
 */
public record Sweeping(
        List<Lane> lanes,
        @Nullable Instant requestedAt,
        @Nullable Instant endedAt,
        boolean possible) {

    private static final String READER = "poller";

    /**
     * One vendor's lists.
     *
     * @param says how far it has come, in words
     * @param reading whether nothing complete is known yet
     * @param rows read so far; null where nothing was
     * @param total announced by the vendor; null where it did not say
     * @param endedAt when all was read completely; null before it
     * @param quota how much of the vendor's allowance is used, in words; null where it does not tell
     */
    public record Lane(
            String vendor,
            String says,
            boolean reading,
            @Nullable Integer rows,
            @Nullable Integer total,
            @Nullable Instant endedAt,
            @Nullable String quota) {

        static Lane of(ApiHealth row, Words words) {
            return new Lane(
                    words.vendor(row.api()),
                    says(row, words),
                    row.isReading(),
                    row.sweepRows(),
                    row.sweepTotal(),
                    row.lastSweepAt(),
                    row.quotaUsed() == null || row.quotaLimit() == null
                            ? null
                            : String.format(Locale.ROOT, "%,d of %,d calls used", row.quotaUsed(), row.quotaLimit()));
        }

        private static String says(ApiHealth row, Words words) {
            var rows = row.sweepRows();
            var total = row.sweepTotal();
            var things = words.swept(row.api());
            if (rows == null) {
                return things + " not read yet";
            }
            if (!row.isReading()) {
                return String.format(Locale.ROOT, "%,d %s read", rows, things);
            }
            return total == null
                    ? String.format(Locale.ROOT, "%,d %s read so far…", rows, things)
                    : String.format(Locale.ROOT, "%,d of %,d %s read…", rows, total, things);
        }
    }

    static Sweeping of(Settings settings, List<ApiHealth> health, Words words) {
        var read = health.stream().filter(row -> row.service().equals(READER)).toList();
        var asked = settings.sweepRequestedAt();
        return new Sweeping(
                read.stream().map(row -> Lane.of(row, words)).toList(),
                asked,
                asked == null ? null : ended(read, asked),
                settings.isObserved() && !settings.paused());
    }

    /** The lanes whose first reading is under way: their progress is worth telling everywhere. */
    public List<Lane> reading() {
        return lanes.stream().filter(Lane::reading).toList();
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
