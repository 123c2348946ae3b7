package dev.companion.vendor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to a vendor.
 *
 * @param pathAndQuery begins with a slash; already percent-encoded
 * @param body sent as UTF-8; null for none
 * @param kind decides whether the request may reuse a connection
 */
public record HttpCall(
        CallKind kind,
        String method,
        Origin origin,
        String pathAndQuery,
        Map<String, String> headers,
        @Nullable String body) {

    public HttpCall {
        headers = Map.copyOf(headers);
        if (!pathAndQuery.startsWith("/")) {
            throw new IllegalArgumentException("pathAndQuery: must begin with a slash");
        }
    }

    public static HttpCall of(CallKind kind, String method, Origin origin, String pathAndQuery) {
        return new HttpCall(kind, method, origin, pathAndQuery, Map.of("Accept", "application/json"), null);
    }

    public HttpCall withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(kind, method, origin, pathAndQuery, more, body);
    }

    public HttpCall withBody(String contentType, String content) {
        return new HttpCall(
                kind, method, origin, pathAndQuery, withHeader("Content-Type", contentType).headers, content);
    }

    /** Without headers, query and body, which may carry credentials. */
    @Override
    public String toString() {
        return method + " " + origin + pathAndQuery.split("\\?", 2)[0];
    }
}
