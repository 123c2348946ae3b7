package dev.companion.simulator.datto;

import dev.companion.simulator.http.Answer;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.Switches;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages, in the platform's own way of counting or the seed's. Renders the rows of one page only. */
final class DattoPages {

    private final Switches switches;

    DattoPages(Switches switches) {
        this.switches = switches;
    }

    <V> Answer page(DattoCall call, String arrayName, List<V> all, Function<V, Map<String, @Nullable Object>> render) {
        List<V> rows = call.call().pageIsEmpty() ? List.of() : all;
        boolean seed = switches.is(Switch.DATTO_PAGING, "SEED");
        int max = switches.number(Switch.DATTO_PAGE_MAX);
        String sizeParameter = seed && !call.query().containsKey("max") ? "pageSize" : "max";
        int size = Math.min(
                max, number(call, sizeParameter, Math.min(max, switches.number(Switch.DATTO_PAGE_DEFAULT)), 1));
        int first = seed ? 1 : 0;
        int page = number(call, "page", first, first);
        long offset = (long) (page - first) * size;
        if (offset > 0
                && offset >= rows.size()
                && !call.call().pageIsEmpty()
                && switches.is(Switch.DATTO_PAGE_BEYOND_END, "404")) {
            throw new DattoRefusal(404, "There is no such page");
        }
        // The page starts elsewhere than the caller expects: the effect of moving rows on offset paging.
        int from = Math.clamp(offset + call.call().pageShift(), 0, rows.size());
        List<V> shown = rows.subList(from, Math.min(rows.size(), from + size));
        boolean more = offset + size < rows.size();
        var body = Json.object();
        if (switches.is(Switch.DATTO_PAGE_DETAILS, "ON")) {
            body.put(
                    "pageDetails",
                    seed
                            ? Json.object("page", page, "pageSize", size, "count", rows.size())
                            : details(call, rows.size(), shown.size(), page, size, more));
        }
        body.put(arrayName, shown.stream().map(render).toList());
        return Answer.json(200, body);
    }

    private Map<String, @Nullable Object> details(
            DattoCall call, int total, int count, int page, int size, boolean more) {
        var details = Json.object("count", count);
        if (switches.is(Switch.DATTO_TOTAL_COUNT, "ON")) {
            details.put("totalCount", total);
        }
        details.put("prevPageUrl", page == 0 ? null : address(call, page - 1, size));
        putNext(details, more ? address(call, page + 1, size) : null);
        return details;
    }

    /** Sets nextPageUrl, or the value that marks the end. */
    void putNext(Map<String, @Nullable Object> details, @Nullable String next) {
        if (next != null) {
            details.put("nextPageUrl", next);
        } else {
            switch (switches.value(Switch.DATTO_END_MARKER)) {
                case "EMPTY" -> details.put("nextPageUrl", "");
                case "ABSENT" -> details.remove("nextPageUrl");
                default -> details.put("nextPageUrl", null);
            }
        }
    }

    private String address(DattoCall call, int page, int size) {
        return address(call, Map.of("max", Integer.toString(size), "page", Integer.toString(page)));
    }

    /** The caller's own address with these parameters replaced. */
    String address(DattoCall call, Map<String, String> parameters) {
        var query = new TreeMap<String, String>();
        if (switches.is(Switch.DATTO_NEXT_PAGE_FILTERS, "KEPT")) {
            query.putAll(call.query());
        }
        query.putAll(parameters);
        String origin = switches.is(Switch.DATTO_NEXT_PAGE_HOST, "FOREIGN")
                ? "https://elsewhere-api.centrastage.example"
                : call.call().request().origin();
        return origin + call.call().request().path() + "?"
                + String.join(
                        "&",
                        query.entrySet().stream()
                                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                                .toList());
    }

    int number(DattoCall call, String parameter, int otherwise, int least) {
        String value = call.query().get(parameter);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least) {
            throw new DattoRefusal(400, "Invalid value of " + parameter);
        }
        return Integer.parseInt(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
