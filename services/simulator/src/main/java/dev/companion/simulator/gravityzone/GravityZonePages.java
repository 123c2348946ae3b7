package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.Switches;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages from 1. Version 1.1 reports the totals on page 1 only, and on every page whether there are more. */
final class GravityZonePages {

    private static final int PER_PAGE_DEFAULT = 30;

    /** Which page a caller wants. */
    record Wanted(int page, int perPage) {}

    private final Switches switches;

    GravityZonePages(Switches switches) {
        this.switches = switches;
    }

    Wanted read(Params params, int perPageMax) {
        int page = params.number("page").orElse(1);
        int perPage = params.number("perPage").orElse(PER_PAGE_DEFAULT);
        if (page < 1) {
            throw JsonRpcError.invalidValue("page");
        }
        if (perPage < 1 || (perPage > perPageMax && switches.is(Switch.GZ_PER_PAGE_ABOVE_MAX, "REFUSED"))) {
            throw JsonRpcError.invalidValue("perPage");
        }
        return new Wanted(page, Math.min(perPage, perPageMax));
    }

    <V> Map<String, @Nullable Object> page(
            Caller caller, Wanted wanted, List<V> all, Function<V, Map<String, @Nullable Object>> render) {
        List<V> rows = caller.call().pageIsEmpty() ? List.of() : all;
        long offset = (long) (wanted.page() - 1) * wanted.perPage();
        if (offset > 0
                && offset >= rows.size()
                && !caller.call().pageIsEmpty()
                && switches.is(Switch.GZ_PAGE_BEYOND_END, "REFUSED")) {
            throw JsonRpcError.invalidValue("page");
        }
        int from = Math.clamp(offset + caller.call().pageShift(), 0, rows.size());
        List<V> shown = rows.subList(from, Math.min(rows.size(), from + wanted.perPage()));
        var result = Json.object("page", wanted.page(), "perPage", wanted.perPage());
        if (!caller.newer() || wanted.page() == 1) {
            result.put("pagesCount", (rows.size() + wanted.perPage() - 1) / wanted.perPage());
            result.put("total", rows.size());
        }
        if (caller.newer()) {
            result.put("hasMoreRecords", offset + wanted.perPage() < rows.size());
        }
        result.put("items", shown.stream().map(render).toList());
        return result;
    }
}
