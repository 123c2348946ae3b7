package dev.companion.runtime.door;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** What every response tells browsers not to do, failures of the web server included. */
public final class SecurityHeaders {

    public static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    public static final String PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", PERMISSIONS_POLICY);

    private SecurityHeaders() {}

    /** Says nothing about caching, which differs: an asset may be kept and an answer may not. */
    static void addTo(HttpServletResponse response) {
        HEADERS.forEach(response::setHeader);
    }
}
