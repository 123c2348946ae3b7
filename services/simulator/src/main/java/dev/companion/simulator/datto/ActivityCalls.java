package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.DattoWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The activity log: pages by cursor, {@code size} instead of {@code max}, the last quarter of an hour by default. */
final class ActivityCalls {

    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(15);
    private static final int SIZE_DEFAULT = 100;
    private static final int SIZE_MAX = 500;

    private final World world;
    private final DattoWorld datto;
    private final DattoPages pages;

    ActivityCalls(World world, DattoPages pages) {
        this.world = world;
        this.datto = world.datto();
        this.pages = pages;
    }

    Answer list(DattoCall call) {
        List<Activity> matching = matching(call);
        int size = Math.min(SIZE_MAX, pages.number(call, "size", SIZE_DEFAULT, 1));
        int from = start(call, matching, size);
        List<Activity> shown =
                call.call().pageIsEmpty() ? List.of() : matching.subList(from, Math.min(matching.size(), from + size));
        boolean more = !shown.isEmpty() && from + size < matching.size();
        var details = Json.object("count", shown.size(), "totalCount", matching.size());
        details.put("prevPageUrl", from == 0 || shown.isEmpty() ? null : cursor(call, "previous", shown.getFirst()));
        pages.putNext(details, more ? cursor(call, "next", shown.getLast()) : null);
        boolean failing = world.switches().is(Switch.DATTO_ACTIVITY_ERROR, "ON");
        return Answer.json(
                200,
                Json.object(
                        "pageDetails",
                        details,
                        "activities",
                        failing ? List.of() : shown.stream().map(this::render).toList(),
                        "error",
                        failing ? "The activity store could not be read" : null));
    }

    private List<Activity> matching(DattoCall call) {
        Map<String, String> query = call.query();
        Instant from = time(query.get("from"), world.now().minus(DEFAULT_WINDOW));
        Instant until = time(query.get("until"), world.now());
        boolean users = call.key().administrator() && world.switches().is(Switch.DATTO_ACTIVITY_USER_EVENTS, "ON");
        Stream<Activity> found = datto.activitiesOf(call.key().accountUid()).stream()
                .filter(each -> !each.date().isBefore(from) && !each.date().isAfter(until))
                .filter(each -> users || !each.entity().equals("USER"))
                .filter(each -> oneOf(query.get("entities"), each.entity()))
                .filter(each -> oneOf(query.get("categories"), each.category()))
                .filter(each -> oneOf(query.get("actions"), each.action()))
                .filter(each -> oneOf(query.get("siteIds"), each.siteId()))
                // No user here has a number, so none is among those asked for.
                .filter(each -> oneOf(query.get("userIds"), null))
                .filter(each -> mentions(each, query.getOrDefault("searchQuery", "")));
        String order = query.getOrDefault("order", "desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            throw new DattoRefusal(400, "order must be asc or desc");
        }
        var byId = Comparator.comparingLong(Activity::id);
        return found.sorted(order.equals("asc") ? byId : byId.reversed()).toList();
    }

    private static boolean oneOf(@Nullable String list, @Nullable Object value) {
        return list == null
                || list.isEmpty()
                || (value != null
                        && Set.of(list.toLowerCase(Locale.ROOT).split(","))
                                .contains(value.toString().toLowerCase(Locale.ROOT)));
    }

    /** Whether the text is in what the log's page shows of the line. */
    private static boolean mentions(Activity each, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(each.action(), each.category(), each.siteName(), each.username(), each.details())
                .filter(Objects::nonNull)
                .anyMatch(shown -> shown.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        try {
            return text == null || text.isEmpty() ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new DattoRefusal(400, "Dates have the form yyyy-MM-ddTHH:mm:ssZ");
        }
    }

    private static int start(DattoCall call, List<Activity> rows, int size) {
        String cursor = call.query().get("searchAfter");
        if (cursor == null) {
            return 0;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (Long.toString(rows.get(i).id()).equals(cursor)) {
                return "previous".equals(call.query().get("page")) ? Math.max(0, i - size) : i + 1;
            }
        }
        return rows.size();
    }

    private String cursor(DattoCall call, String direction, Activity at) {
        var parameters = new HashMap<String, String>();
        parameters.put("searchAfter", Long.toString(at.id()));
        parameters.put("page", direction);
        return pages.address(call, parameters);
    }

    private Map<String, @Nullable Object> render(Activity activity) {
        String username = activity.username();
        Long siteId = activity.siteId();
        return Json.object(
                "id",
                Long.toString(activity.id()),
                "entity",
                activity.entity(),
                "category",
                activity.category(),
                "action",
                activity.action(),
                "date",
                activity.date().toEpochMilli() / 1000.0,
                "site",
                siteId == null ? null : Json.object("id", siteId, "name", activity.siteName()),
                "deviceId",
                null,
                "hostname",
                null,
                "user",
                username == null
                        ? null
                        : Json.object("id", null, "userName", username, "firstName", null, "lastName", null),
                "details",
                activity.details(),
                "hasStdOut",
                false,
                "hasStdErr",
                false);
    }
}
