package dev.companion.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer for a caller.
 *
 * @param error a code inside the body that the status does not show, for the journal; null for none
 */
public record Answer(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable String error) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public static Answer json(int status, @Nullable Object value) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json;charset=UTF-8"),
                MAPPER.writeValueAsBytes(value),
                null);
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8), null);
    }

    public static Answer html(int status, String title) {
        return text(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title
                        + "</h1></body></html>");
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], null);
    }

    public Answer with(String header, String value) {
        var all = new TreeMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body, error);
    }

    public Answer withStatus(int value) {
        return new Answer(value, headers, body, error);
    }

    public Answer withError(String code) {
        return new Answer(status, headers, body, code);
    }
}
