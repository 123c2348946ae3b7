package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneClient.Page;
import dev.companion.gravityzone.GravityZoneClient.PageCursor;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a paged list continues, under all versions of the vendor: pages count from 1. */
final class PageWalk {

    /** The largest page that every version of every list accepts. */
    static final int SMALL_PAGE = 100;

    static final PageCursor FIRST = new PageCursor(1, null);
    static final PageCursor FIRST_SMALL = new PageCursor(1, null, SMALL_PAGE);

    private PageWalk() {}

    static <T> CallResult<Page<T>> page(JsonNode result, PageCursor current, Function<JsonNode, @Nullable T> reading) {
        var items = result.isArray() ? result : result.path("items");
        if (!items.isArray()) {
            return new Unavailable<>("the answer of GravityZone holds no items");
        }
        List<T> rows = items.values().stream()
                .filter(JsonNode::isObject)
                .map(reading)
                .filter(Objects::nonNull)
                .toList();
        var pagesCount = LenientJson.count(result, "pagesCount");
        var known = pagesCount == null ? current.pagesCount() : pagesCount;
        var total = LenientJson.whole(result, "total");
        boolean more = hasMore(result, current, known, total, items.size());
        // An empty page within the number that page 1 announced is a gap, whatever it says about an end.
        if (items.isEmpty() && (more || isBeforeLast(current))) {
            return new Unavailable<>("GravityZone announces more rows and sent an empty page");
        }
        // Nor does a list end before it began.
        if (items.isEmpty() && current.page() == 1 && total != null && total > 0) {
            return new Unavailable<>("GravityZone announces %d rows and sent none".formatted(total));
        }
        return new Found<>(
                new Page<>(rows, more ? new PageCursor(current.page() + 1, known, current.perPage()) : null, total));
    }

    /** The vendor refuses the page as past the end. */
    static <T> CallResult<Page<T>> nothingThere(PageCursor current) {
        return isBeforeLast(current)
                ? new Unavailable<>("GravityZone announced more pages and refuses the next one")
                : new Found<>(new Page<>(List.of(), null, null));
    }

    private static boolean isBeforeLast(PageCursor current) {
        return current.pagesCount() != null && current.page() < current.pagesCount();
    }

    /**
     * The flag of newer versions, otherwise the number of pages, otherwise the total; otherwise only an empty page is
     * the end.
     */
    private static boolean hasMore(
            JsonNode result, PageCursor current, @Nullable Integer pagesCount, @Nullable Long total, int rows) {
        var flag = LenientJson.flag(result, "hasMoreRecords");
        if (flag != null) {
            return flag;
        }
        if (pagesCount != null) {
            return current.page() < pagesCount;
        }
        if (result.isArray()) {
            return false;
        }
        var perPage = LenientJson.count(result, "perPage");
        return total != null && perPage != null && perPage > 0 ? (long) current.page() * perPage < total : rows > 0;
    }
}
