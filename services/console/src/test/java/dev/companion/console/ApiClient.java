package dev.companion.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a script does: sign in once, send the cookie, and the token with every change. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param text the body as it came */
    public record Answer(int status, String text, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The text at a path such as /items/0/name. */
        public String at(String path) {
            return json().at(path).asString();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public ApiClient(int port) {
        this.origin = "http://localhost:" + port;
    }

    /** Signs in and keeps cookie and token. */
    public ApiClient signedIn(String apiKey) {
        return signedIn(FakeVendors.RMM_URL, apiKey);
    }

    /** Signs in at another address. */
    public ApiClient signedIn(String apiUrl, String apiKey) {
        var answer = signIn(apiUrl, apiKey, FakeVendors.SECRET);
        if (answer.status() != 200) {
            throw new AssertionError("not signed in: " + answer.status() + " " + answer.text());
        }
        headers.put("Cookie", answer.header("Set-Cookie").split(";")[0]);
        headers.put("X-CSRF-TOKEN", answer.at("/csrfToken"));
        return this;
    }

    public Answer signIn(String apiUrl, String apiKey, String apiSecretKey) {
        return post("/api/session", Map.of("apiUrl", apiUrl, "apiKey", apiKey, "apiSecretKey", apiSecretKey));
    }

    /** Another value for a header from now on; null for none. */
    public ApiClient with(String header, String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    public String cookie() {
        return headers.get("Cookie");
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** Takes an answer in this encoding; its text is not decoded. */
    public Answer getEncoded(String path, String encoding) {
        headers.put("Accept-Encoding", encoding);
        try {
            return get(path);
        } finally {
            headers.remove("Accept-Encoding");
        }
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path, Object body) {
        return send("DELETE", path, body);
    }

    public Answer send(String method, String path, Object body) {
        var request = HttpRequest.newBuilder(URI.create(origin + path));
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(
                    method,
                    BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body)));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
