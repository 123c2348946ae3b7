package dev.companion.datto;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of the activity log. It always has a start: without one the platform silently shows a quarter of an hour.
 *
 * @param from sent in whole seconds, rounded down
 * @param until sent in whole seconds, rounded up; null for up to now
 * @param entities empty for all
 * @param size lines on a page, at least 1; the platform may give fewer
 */
public record ActivityQuery(Instant from, @Nullable Instant until, Set<Entity> entities, int size) {

    /** What a line is about, as far as the platform can filter by it. */
    public enum Entity {
        DEVICE,
        USER
    }

    private static final int USUAL_SIZE = 250;

    public ActivityQuery {
        entities = Set.copyOf(entities);
        if (until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("until: %s (expected: after from, %s)".formatted(until, from));
        }
        if (size < 1) {
            throw new IllegalArgumentException("size: %d (expected: at least 1)".formatted(size));
        }
    }

    /** Everything since then, in pages of the default size. */
    public static ActivityQuery since(Instant from) {
        return new ActivityQuery(from, null, Set.of(), USUAL_SIZE);
    }

    public ActivityQuery until(Instant end) {
        return new ActivityQuery(from, end, entities, size);
    }

    public ActivityQuery about(Entity... only) {
        return new ActivityQuery(from, until, Set.of(only), size);
    }

    public ActivityQuery inPagesOf(int lines) {
        return new ActivityQuery(from, until, entities, lines);
    }

    /** As a query string. Uses {@code size}, because this list ignores {@code max}. */
    String text() {
        var text = new StringBuilder("size=" + size + "&from=" + from.truncatedTo(ChronoUnit.SECONDS));
        if (until != null) {
            text.append("&until=").append(until.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS));
        }
        if (!entities.isEmpty()) {
            text.append(entities.stream()
                    .sorted()
                    .map(entity -> entity.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(",", "&entities=", "")));
        }
        return text.toString();
    }
}
