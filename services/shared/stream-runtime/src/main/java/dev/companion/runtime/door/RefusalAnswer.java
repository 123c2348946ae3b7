package dev.companion.runtime.door;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal as a browser or a program can read it: a page without scripts and styles, or problem+json. Needs neither
 * Spring nor a template, so that failures of the web server can use it as well.
 */
public final class RefusalAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String contentType;
    private final String text;

    private RefusalAnswer(String contentType, String text) {
        this.contentType = contentType;
        this.text = text;
    }

    /** Answers a request whose response is not committed yet. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        var answer = of(request, refusal);
        answer.putHeaders(response, refusal);
        response.getOutputStream().write(answer.text.getBytes(StandardCharsets.UTF_8));
    }

    static RefusalAnswer of(HttpServletRequest request, Refusal refusal) {
        return wantsPage(request)
                ? new RefusalAnswer("text/html", page(refusal))
                : new RefusalAnswer("application/problem+json", problem(request, refusal));
    }

    void putHeaders(HttpServletResponse response, Refusal refusal) {
        response.setStatus(refusal.status());
        SecurityHeaders.addTo(response);
        response.setHeader("Cache-Control", "no-store");
        if (refusal.retryAfterSeconds() != null) {
            response.setHeader("Retry-After", refusal.retryAfterSeconds().toString());
        }
        response.setContentType(contentType);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
    }

    String text() {
        return text;
    }

    /** True for what a person sees in a browser: not for the API, and not if only other types are accepted. */
    public static boolean wantsPage(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = failed instanceof String original ? original : String.valueOf(request.getRequestURI());
        if (path.startsWith("/api/") || path.startsWith("/actuator") || path.startsWith("/v3/")) {
            return false;
        }
        var accept = request.getHeader("Accept");
        if (accept == null) {
            return true;
        }
        var accepted = accept.toLowerCase(Locale.ROOT);
        return accepted.contains("text/html") || accepted.contains("*/*") || accepted.contains("text/*");
    }

    private static String page(Refusal refusal) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
                <meta name="color-scheme" content="light dark"><title>%1$s · Companion</title></head>
                <body><main><h1>%1$s</h1><p>%2$s</p><p><a href="/">Go to the start</a></p></main></body>
                </html>
                """.formatted(refusal.title(), refusal.detail());
    }

    /** The same names as the console's own problems have. */
    private static String type(int status) {
        return switch (status) {
            case 403, 421 -> "not-allowed";
            case 404 -> "not-found";
            case 405, 501 -> "method-not-allowed";
            case 408 -> "request-timeout";
            case 413 -> "body-too-large";
            case 415 -> "media-type-not-supported";
            case 429 -> "too-many-requests";
            default -> status < 500 ? "invalid-request" : "internal-error";
        };
    }

    private static String problem(HttpServletRequest request, Refusal refusal) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:companion:problem:" + type(refusal.status()));
        problem.put("title", refusal.title());
        problem.put("status", refusal.status());
        problem.put("detail", refusal.detail());
        var path = request.getRequestURI();
        if (path != null) {
            problem.put("instance", path);
        }
        return JSON.writeValueAsString(problem);
    }
}
