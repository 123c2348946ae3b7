package dev.companion.poller.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What looks into the activity log of an account tell of its lists. Only ever a reason to sweep early: a line may come
 * late, or never, and says nothing that is believed.
 *
 * @param lookedAt when the last look was taken; null before the first
 * @param seen ids of the lines of the last look, which the next will show again, as looks overlap
 */
public record ActivityHints(@Nullable Instant lookedAt, Set<String> seen) {

    public static final ActivityHints NONE = new ActivityHints(null, Set.of());

    /** How late a line may appear in the log and still be noticed. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /**
     * A line of the log.
     *
     * @param at when it happened; null where not said
     * @param aboutLists whether it may have changed a site or a user
     */
    public record Line(String id, @Nullable Instant at, boolean aboutLists) {}

    public ActivityHints {
        seen = Set.copyOf(seen);
    }

    /** From when on the next look has to show lines. */
    public Instant from(Instant now) {
        return (lookedAt == null ? now : lookedAt).minus(OVERLAP);
    }

    /**
     * Whether there is a line that gives reason to sweep: one that no look has shown yet. What the first look shows is
     * all unseen, so that there it takes one from after the last sweep.
     *
     * @param sweptAt end of the last sweep; null where there was none
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
