package dev.companion.contract;

import dev.companion.vendor.StubServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stub's activity log: the oldest line first, at most {@value #LINES_MAX} on a page, and links to the next page
 * that name nothing but the place.
 */
final class StubDattoLog {

    private static final int LINES_MAX = 8;

    private record Line(Instant at, Map<String, @Nullable Object> row) {}

    private final StandingClock clock;
    private final List<Line> lines = new ArrayList<>();
    private boolean failing;

    StubDattoLog(StandingClock clock) {
        this.clock = clock;
    }

    void add(
            String entity,
            String action,
            @Nullable Map<String, @Nullable Object> site,
            @Nullable String username,
            @Nullable String details) {
        var at = clock.instant();
        lines.add(new Line(
                at,
                StubDatto.row(
                        "id",
                        "line-" + lines.size(),
                        "entity",
                        entity,
                        "category",
                        "contract",
                        "action",
                        action,
                        "date",
                        at.toEpochMilli() / 1000d,
                        "site",
                        site,
                        "user",
                        username == null ? null : StubDatto.row("id", 5, "userName", username),
                        "details",
                        details)));
    }

    void fail() {
        failing = true;
    }

    Reply page(Map<String, String> query, String address) {
        if (failing) {
            return StubDatto.json(StubDatto.row(
                    "pageDetails",
                    StubDatto.row("count", 0, "nextPageUrl", null),
                    "activities",
                    null,
                    "error",
                    "all shards failed"));
        }
        var from = query.containsKey("from")
                ? Instant.parse(query.get("from"))
                : clock.instant().minus(Duration.ofMinutes(15));
        var until = query.containsKey("until") ? Instant.parse(query.get("until")) : Instant.MAX;
        var asked = query.get("entities");
        var entities =
                asked == null ? null : List.of(asked.toUpperCase(Locale.ROOT).split(","));
        var matching = lines.stream()
                .filter(line -> !line.at.isBefore(from) && !line.at.isAfter(until))
                .filter(line -> entities == null || entities.contains(String.valueOf(line.row.get("entity"))))
                .toList();
        int start = Integer.parseInt(query.getOrDefault("searchAfter", "c0").substring(1));
        int size = Math.min(LINES_MAX, Integer.parseInt(query.getOrDefault("size", "5")));
        int end = Math.min(matching.size(), start + size);
        return StubDatto.json(StubDatto.row(
                "pageDetails",
                StubDatto.row(
                        "count",
                        end - start,
                        "nextPageUrl",
                        end < matching.size() ? address + "?page=next&searchAfter=c" + end : null),
                "activities",
                matching.subList(start, end).stream().map(Line::row).toList()));
    }
}
