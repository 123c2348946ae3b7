package dev.companion.datto;

import dev.companion.datto.DattoRmmClient.Page;
import dev.companion.datto.DattoRmmClient.PageCursor;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list, in either dialect. The platforms number pages from 0 and return the address of the next page; a
 * documented variant numbers them from 1 and returns only page, page size and a total. A client that starts without a
 * page number and then follows the answers is correct under both.
 *
 * @param field name of the array of rows
 * @param path path of the list without a query; pages of the same list never lead to another path
 * @param row null for a row that cannot be identified
 * @param firstQuery of the first page. Its parameters are sent for every page, because the platforms leave them out of
 *     their links; it contains no page number, because the dialects disagree about it
 */
record PageReader<T>(Origin origin, String path, String field, Function<JsonNode, @Nullable T> row, String firstQuery) {

    /** The largest page that the platforms return, which is also their default. */
    static final int PAGE_SIZE = 250;

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*:)?//.*", Pattern.DOTALL);

    private record Next(@Nullable String query, boolean trusted) {}

    PageReader(Origin origin, String path, String field, Function<JsonNode, @Nullable T> row) {
        this(origin, path, field, row, "max=" + PAGE_SIZE);
    }

    /** Path and query of a page. */
    String address(@Nullable PageCursor cursor) {
        if (cursor == null) {
            return path + "?" + firstQuery;
        }
        if (!cursor.pathAndQuery().startsWith(path + "?")) {
            throw new IllegalArgumentException("cursor: belongs to another list than " + path);
        }
        return cursor.pathAndQuery();
    }

    CallResult<Page<T>> read(JsonNode document, String address) {
        var listed = document.isArray() ? document : document.path(field);
        var details = document.path("pageDetails");
        if (!listed.isArray() && !(listed.isNull() && details.isObject())) {
            return new Unavailable<>("the answer of Datto RMM holds no " + field);
        }
        var rows = new ArrayList<T>();
        for (var node : listed.values()) {
            var read = node.isObject() ? row.apply(node) : null;
            if (read != null) {
                rows.add(read);
            }
        }
        boolean allRead = listed.isArray() && rows.size() == listed.size() && !saysThatItFailed(document);
        var current = new Query(address.substring(address.indexOf('?') + 1));
        return next(details, listed.size(), current).then(next -> page(rows, details, next, current, allRead));
    }

    private CallResult<Page<T>> page(ArrayList<T> rows, JsonNode details, Next next, Query current, boolean allRead) {
        if (next.query == null) {
            // A link led to this page, so it had rows: an empty page does not mean that they are gone.
            boolean first = current.text.equals(firstQuery);
            boolean emptyBehindALink = rows.isEmpty() && !isNumbered(details) && !first;
            var total = total(details);
            boolean noneOfMany = rows.isEmpty() && first && total != null && total > 0;
            return new Found<>(
                    new Page<>(rows, null, total, next.trusted && allRead && !emptyBehindALink && !noneOfMany));
        }
        if (next.query.equals(current.text())) {
            return new Unavailable<>("a page of Datto RMM names itself as the next one");
        }
        // An empty page with a successor is an error of the platform: its rows are not gone.
        boolean trusted = next.trusted && allRead && !rows.isEmpty();
        return new Found<>(new Page<>(rows, new PageCursor(path + "?" + next.query), total(details), trusted));
    }

    /** A page may have a success status and still contain a database error. */
    private static boolean saysThatItFailed(JsonNode document) {
        var error = document.path("error");
        return !error.isMissingNode()
                && !error.isNull()
                && !(error.isString() && error.asString().isBlank());
    }

    private static @Nullable Long total(JsonNode details) {
        // In the real dialect "count" is the number of rows on this page; only in the other one is it the total.
        return isNumbered(details) ? LenientJson.whole(details, "count") : LenientJson.whole(details, "totalCount");
    }

    private static boolean isNumbered(JsonNode details) {
        return !details.has("nextPageUrl") && (details.has("pageSize") || details.has("page"));
    }

    private CallResult<Next> next(JsonNode details, int rows, Query current) {
        if (!details.isObject()) {
            return new Found<>(new Next(null, false));
        }
        if (isNumbered(details)) {
            return new Found<>(nextNumber(details, rows, current));
        }
        if (!details.has("nextPageUrl")) {
            // Left out instead of null: the end, as far as an incomplete page can tell.
            var size = new Query(firstQuery);
            return new Found<>(new Next(
                    null,
                    rows < size.number("max").or(() -> size.number("size")).orElse((long) PAGE_SIZE)));
        }
        var link = LenientJson.text(details, "nextPageUrl");
        if (link == null) {
            return new Found<>(new Next(null, details.path("nextPageUrl").isNull()));
        }
        return link.isBlank() ? new Found<>(new Next(null, true)) : followed(link.strip(), current);
    }

    /**
     * The token must not leave the origin, so only the link's query is used, and a link to another host ends the walk.
     */
    private CallResult<Next> followed(String link, Query current) {
        if (ABSOLUTE.matcher(link).matches()) {
            var written = link.startsWith("//") ? origin.scheme() + ":" + link : link;
            var own = Origin.of(written) instanceof Found<Origin>(var named) && named.equals(origin);
            if (!own) {
                return new Refused<>(
                        Reason.ADDRESS_NOT_ALLOWED,
                        "the next page is on another host than " + origin + ": not followed");
            }
        }
        var start = link.indexOf('?');
        var end = link.indexOf('#', Math.max(start, 0));
        var query = start < 0 ? "" : link.substring(start + 1, end < 0 ? link.length() : end);
        if (query.isEmpty()) {
            return new Unavailable<>("the address of the next page of Datto RMM holds no page");
        }
        return new Found<>(new Next(
                new Query(Query.encoded(query))
                        .completedFrom(current, new Query(firstQuery).names())
                        .text(),
                true));
    }

    private static Next nextNumber(JsonNode details, int rows, Query current) {
        if (rows == 0) {
            return new Next(null, true);
        }
        long page = Objects.requireNonNullElse(
                LenientJson.whole(details, "page"), current.number("page").orElse(1L));
        var told = Objects.requireNonNullElse(
                LenientJson.whole(details, "pageSize"),
                current.number("pageSize").orElse(0L));
        long size = told > 0 && told <= 100_000 ? told : rows;
        var total = LenientJson.whole(details, "count");
        if (page < 0 || page > 1_000_000 || total != null && page * size >= total) {
            return new Next(null, page >= 0);
        }
        if (rows < size) {
            // Short, although the total says that there are more.
            return new Next(null, total == null);
        }
        return new Next("max=%d&page=%d&pageSize=%d".formatted(size, page + 1, size), true);
    }

    /** A query string, unchanged from the platform. */
    record Query(String text) {

        private Optional<String> value(String name) {
            return Arrays.stream(text.split("&"))
                    .filter(part -> part.startsWith(name + "=") && part.length() > name.length() + 1)
                    .map(part -> part.substring(name.length() + 1))
                    .findFirst();
        }

        Optional<Long> number(String name) {
            return value(name).filter(value -> value.matches("\\d{1,9}")).map(Long::valueOf);
        }

        List<String> names() {
            return Arrays.stream(text.split("&"))
                    .map(part -> part.split("=", 2)[0])
                    .toList();
        }

        /**
         * Adds what the previous query asked for and this one lacks; a size under its other name counts as present.
         */
        Query completedFrom(Query before, List<String> names) {
            var forgotten = names.stream()
                    .filter(name -> value(name).isEmpty())
                    .filter(name -> !name.equals("max") || value("pageSize").isEmpty())
                    .flatMap(name -> before.value(name).map(value -> "&" + name + "=" + value).stream())
                    .collect(Collectors.joining());
            return new Query(text + forgotten);
        }

        /** Percent-encodes only what is not allowed in a query. */
        static String encoded(String query) {
            var result = new StringBuilder();
            query.codePoints().forEach(c -> {
                var allowed = c > 0x20 && c < 0x7f && "\"<>\\^`{|}[]#".indexOf(c) < 0;
                result.append(
                        allowed
                                ? Character.toString(c)
                                : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8));
            });
            return result.toString().replace("+", "%20").replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        }
    }
}
