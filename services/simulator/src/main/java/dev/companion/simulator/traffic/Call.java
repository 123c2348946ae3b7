package dev.companion.simulator.traffic;

import dev.companion.simulator.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request as its vendor interprets it.
 *
 * @param method {@code "PUT /v2/site/{siteUid}/variable"} or {@code "companies.createCompany"}
 * @param buckets names under which its rate is measured
 * @param account Datto account uid or GravityZone company id of the caller, null when unknown
 * @param keySuffix last four characters of the API key, null when unknown
 * @param body the JSON that was sent; null when it was not JSON
 * @param pageIsEmpty answer a list as if it had no rows
 * @param pageShift rows by which a page starts later than it should
 */
public record Call(
        Request request,
        String method,
        List<String> buckets,
        @Nullable String account,
        @Nullable String keySuffix,
        @Nullable JsonNode body,
        boolean pageIsEmpty,
        int pageShift) {

    public static Call of(
            Request request,
            String method,
            List<String> buckets,
            @Nullable String account,
            @Nullable String keySuffix,
            @Nullable JsonNode body) {
        return new Call(request, method, buckets, account, keySuffix, body, false, 0);
    }

    public Call withEmptyPage() {
        return new Call(request, method, buckets, account, keySuffix, body, true, pageShift);
    }

    public Call withPageShift(int rows) {
        return new Call(request, method, buckets, account, keySuffix, body, pageIsEmpty, rows);
    }

    /** Whether the path, a value of the query or a text of the JSON body contains the text. */
    public boolean carries(String text) {
        return request.path().contains(text)
                || request.query().values().stream().anyMatch(value -> value.contains(text))
                || (body != null && isIn(body, text));
    }

    private static boolean isIn(JsonNode node, String text) {
        return node.isString()
                ? node.stringValue().contains(text)
                : node.valueStream().anyMatch(value -> isIn(value, text));
    }

    /** The part of a key that may be shown. */
    public static String suffix(String key) {
        return key.substring(Math.max(0, key.length() - 4));
    }
}
