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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list, in either dialect: the platforms number pages from 0 and give the address of the next one; a
 * described variant numbers them from 1 and gives only page, page size and a total. A client that starts without a page
 * number and then follows what it is told is right under both.
 *
 * @param field name of the array of rows
 * @param path path of the list without a query; pages of the same list never lead anywhere else
 * @param row null for a row that cannot be identified
 */
record PageReader<T>(Origin origin, String path, String field, Function<JsonNode, @Nullable T> row) {

    /** The largest page the platforms hand out, which is their usual one too. */
    static final int PAGE_SIZE = 250;

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*:)?//.*", Pattern.DOTALL);

    private record Next(@Nullable String query, boolean trusted) {}

    /** Path and query of a page; the first one without a page number, because the dialects disagree on it. */
    String address(@Nullable PageCursor cursor) {
        if (cursor == null) {
            return path + "?max=" + PAGE_SIZE;
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
        boolean allRead = listed.isArray() && rows.size() == listed.size();
        var current = new Query(address.substring(address.indexOf('?') + 1));
        return next(details, listed.size(), current).then(next -> page(rows, details, next, current, allRead));
    }

    private CallResult<Page<T>> page(ArrayList<T> rows, JsonNode details, Next next, Query current, boolean allRead) {
        if (next.query == null) {
            return new Found<>(new Page<>(rows, null, total(details), next.trusted && allRead));
        }
        if (next.query.equals(current.text())) {
            return new Unavailable<>("a page of Datto RMM names itself as the next one");
        }
        // An empty page with a successor is a fault of the platform: the rows it should have held are not gone.
        boolean trusted = next.trusted && allRead && !rows.isEmpty();
        return new Found<>(new Page<>(rows, new PageCursor(path + "?" + next.query), total(details), trusted));
    }

    private static @Nullable Long total(JsonNode details) {
        // Under the real dialect "count" is the number of rows on this page; only the other one means the total.
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
            // Left out instead of null: the end, as far as a page that is not full can tell.
            return new Found<>(new Next(null, rows < PAGE_SIZE));
        }
        var link = LenientJson.text(details, "nextPageUrl");
        if (link == null) {
            return new Found<>(new Next(null, details.path("nextPageUrl").isNull()));
        }
        return link.isBlank() ? new Found<>(new Next(null, true)) : followed(link.strip(), current);
    }

    /** The token must not leave the origin, so of the link only the query is used, and a foreign one ends the walk. */
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
        return new Found<>(
                new Next(new Query(Query.encoded(query)).withSizeOf(current).text(), true));
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
            // Short, and yet the total promises more.
            return new Next(null, total == null);
        }
        return new Next("max=%d&page=%d&pageSize=%d".formatted(size, page + 1, size), true);
    }

    /** A query string, kept as the platform wrote it. */
    record Query(String text) {

        Optional<Long> number(String name) {
            for (var part : text.split("&")) {
                if (part.matches(Pattern.quote(name) + "=\\d{1,9}")) {
                    return Optional.of(Long.parseLong(part.substring(name.length() + 1)));
                }
            }
            return Optional.empty();
        }

        /** With the page size of the query before, which the platforms sometimes leave out of their links. */
        Query withSizeOf(Query before) {
            if (number("max").isPresent() || number("pageSize").isPresent()) {
                return this;
            }
            return before.number("max")
                    .map(max -> new Query(text + "&max=" + max))
                    .orElse(this);
        }

        /** Percent-encodes only what may not stand in a query at all. */
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
