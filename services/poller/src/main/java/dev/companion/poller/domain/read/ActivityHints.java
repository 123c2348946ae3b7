package dev.companion.poller.domain.read;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the activity log of an account says about its lists. It is only a reason to sweep early: a line may appear late or
 * never, and nothing is concluded from it.
 *
 * @param lookedAt when the log was last read; null before the first time
 * @param seen ids of the lines of the last read; the next read shows some of them again, since reads overlap
 */
public record ActivityHints(@Nullable Instant lookedAt, Set<String> seen) {

    public static final ActivityHints NONE = new ActivityHints(null, Set.of());

    /** How late a line may appear in the log and still be noticed. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /**
     * A line of the log.
     *
     * @param at when it happened; null if not given
     * @param aboutLists whether it may have changed a site or a user
     */
    public record Line(String id, @Nullable Instant at, boolean aboutLists) {}

    public ActivityHints {
        seen = Set.copyOf(seen);
    }

    /** Start of the time range of the next read. */
    public Instant from(Instant now) {
        return (lookedAt == null ? now : lookedAt).minus(OVERLAP);
    }

    /**
     * Whether a line is a reason to sweep: one that no earlier read has shown. The first read has seen none before, so
     * there it takes a line from after the last sweep.
     *
     * @param sweptAt end of the last sweep; null if there was none
     */
    public boolean hintIn(List<Line> lines, @Nullable Instant sweptAt) {
        return lines.stream()
                .filter(Line::aboutLists)
                .filter(line -> !seen.contains(line.id()))
                .anyMatch(line -> lookedAt != null
                        || (sweptAt != null && line.at() != null && line.at().isAfter(sweptAt)));
    }

    public ActivityHints after(List<Line> lines, Instant now) {
        return new ActivityHints(now, lines.stream().map(Line::id).collect(Collectors.toSet()));
    }
}
