package dev.companion.contract;

import dev.companion.simulator.world.row.FaultKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each fault of the simulator must come to, call by call. The text is the README's too, so that the promise is
 * written down once.
 */
final class FaultTable {

    /** A dash stands for a vendor that has no such fault. */
    static final String SINGLE_CALLS = """
            | fault | with | Datto: list | one | change | GravityZone: list | one | change |
            |---|---|---|---|---|---|---|---|
            | `LATENCY` | millis=200 | Found | Found | Found | Found | Found | Found |
            | `LATENCY` | millis=5000 | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `RATE_LIMIT` | retryAfter=7 | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) |
            | `RATE_LIMIT` | | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) |
            | `STATUS` | status=400 | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) |
            | `STATUS` | status=404 | Missing | Missing | Missing | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) |
            | `STATUS` | status=409 | Conflict | Conflict | Conflict | Conflict | Conflict | Conflict |
            | `STATUS` | status=500 | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `STATUS` | status=504, afterEffect=true | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `HTML` | | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `HTML` | afterEffect=true | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `HTML` | status=403 | RateLimited(HOST) | RateLimited(HOST) | RateLimited(HOST) | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) |
            | `HTML` | status=503 | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `RESET_BEFORE` | | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `RESET_AFTER` | | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `EMPTY_PAGE` | | Found | Found | Found | Found | Found | Found |
            | `PAGE_SHIFT` | rows=3 | Found | Found | Found | Found | Found | Found |
            | `PERMISSION_LOSS` | | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) |
            | `PERMISSION_LOSS` | status=401 | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) |
            | `PERMISSION_LOSS` | status=401, method=* | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(CREDENTIALS) |
            | `CUT_BODY` | | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `SLOW_DRIP` | millis=20 | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `HUGE_BODY` | | Unavailable | Unavailable | UnknownEffect | Unavailable | Unavailable | UnknownEffect |
            | `JSON_RPC_ERROR` | code=-32700 | – | – | – | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) |
            | `JSON_RPC_ERROR` | code=-32600 | – | – | – | Refused(INVALID) | Refused(INVALID) | Refused(INVALID) |
            | `JSON_RPC_ERROR` | code=-32601 | – | – | – | Refused(NOT_OFFERED) | Refused(NOT_OFFERED) | Refused(NOT_OFFERED) |
            | `JSON_RPC_ERROR` | code=-32602, details=Invalid value for 'phone' | – | – | – | Refused(INVALID) | Missing | Refused(INVALID) |
            | `JSON_RPC_ERROR` | code=-32602, details=Company already exists | – | – | – | Refused(INVALID) | Missing | Refused(NAME_TAKEN) |
            | `JSON_RPC_ERROR` | code=-32000 | – | – | – | Unavailable | Unavailable | UnknownEffect |
            | `JSON_RPC_ERROR` | code=-32000, afterEffect=true | – | – | – | Unavailable | Unavailable | UnknownEffect |
            | `JSON_RPC_ERROR` | code=-32000, status=500 | – | – | – | Unavailable | Unavailable | UnknownEffect |
            | `JSON_RPC_ERROR` | code=-32000, details=Invalid API key | – | – | – | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) |
            | `JSON_RPC_ERROR` | code=-32000, details=Invalid API key, method=* | – | – | – | Refused(CREDENTIALS) | Refused(CREDENTIALS) | Refused(CREDENTIALS) |
            | `JSON_RPC_ERROR` | code=-32000, details=A company of this name exists | – | – | – | Unavailable | Unavailable | Refused(NAME_TAKEN) |
            | `JSON_RPC_ERROR` | code=-32001 | – | – | – | Refused(PERMISSION) | Refused(PERMISSION) | Refused(PERMISSION) |
            | `JSON_RPC_ERROR` | code=-32002 | – | – | – | Missing | Missing | Missing |
            | `JSON_RPC_ERROR` | code=-32003 | – | – | – | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) |
            | `JSON_RPC_ERROR` | code=-32603 | – | – | – | Unavailable | Unavailable | UnknownEffect |
            """;

    /**
     * What happens between the first and the second page of three. <em>short</em>: the walk ends by itself with fewer
     * different rows than the first page promised, which is how a caller knows.
     */
    static final String WALKS = """
            | between two pages | with | Datto: sites | GravityZone: companies |
            |---|---|---|---|
            | nothing | | whole | whole |
            | every token dies | | whole | – |
            | the key is revoked | | Refused(CREDENTIALS) | Refused(CREDENTIALS) |
            | `EMPTY_PAGE` | count=1 | short | Unavailable |
            | `PAGE_SHIFT` | count=1, rows=3 | short | short |
            | `PAGE_SHIFT` | count=1, rows=-3 | short | short |
            | `PERMISSION_LOSS` | | Refused(PERMISSION) | Refused(PERMISSION) |
            | `PERMISSION_LOSS` | count=1, status=401 | whole | Refused(PERMISSION) |
            | `RATE_LIMIT` | retryAfter=7 | RateLimited(ACCOUNT) | RateLimited(ACCOUNT) |
            | `HTML` | | Unavailable | Unavailable |
            | `STATUS` | status=500 | Unavailable | Unavailable |
            | `RESET_BEFORE` | | Unavailable | Unavailable |
            | `CUT_BODY` | | Unavailable | Unavailable |
            | `JSON_RPC_ERROR` | code=-32602 | – | Unavailable |
            """;

    static final String NOT_OFFERED = "–";

    /** @param expected of Datto's list, one, change and GravityZone's, or of both walks */
    record Row(String event, Map<String, String> parameters, List<String> expected) {

        boolean isFault() {
            return event.startsWith("`");
        }

        /** Its kind, if it is a fault. */
        String kind() {
            return event.replace("`", "");
        }

        FaultKind faultKind() {
            return FaultKind.valueOf(kind());
        }

        /** What {@code POST /faults} takes for it. */
        Map<String, Object> rule(String api, String method) {
            var rule = new LinkedHashMap<String, Object>();
            rule.put("api", api);
            rule.put("method", method);
            rule.put("kind", kind());
            parameters.forEach((name, value) -> rule.put(
                    name,
                    switch (name) {
                        case "afterEffect" -> Boolean.valueOf(value);
                        case "method", "details" -> value;
                        default -> Long.valueOf(value);
                    }));
            return rule;
        }

        @Override
        public String toString() {
            return kind() + (parameters.isEmpty() ? "" : " " + parameters);
        }
    }

    private FaultTable() {}

    static Stream<Row> singleCalls() {
        return rows(SINGLE_CALLS);
    }

    static Stream<Row> walks() {
        return rows(WALKS);
    }

    private static Stream<Row> rows(String table) {
        return table.lines().skip(2).map(line -> {
            var cells = Arrays.stream(line.substring(1).split("\\|"))
                    .map(String::strip)
                    .toList();
            return new Row(cells.get(0), parameters(cells.get(1)), cells.subList(2, cells.size()));
        });
    }

    private static Map<String, String> parameters(String cell) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : cell.isEmpty() ? new String[0] : cell.split(", ")) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return parameters;
    }
}
