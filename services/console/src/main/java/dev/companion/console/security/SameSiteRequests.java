package dev.companion.console.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * Checks that a sign-in request comes from the console's own page or from a program. There is no session yet and so no
 * token; without this check another website could sign people in to its own account.
 */
public final class SameSiteRequests {

    private SameSiteRequests() {}

    /** True if no header that browsers set names another website. */
    public static boolean isOwn(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        var origin = request.getHeader("Origin");
        return origin == null || isOwnOrigin(origin, request);
    }

    private static boolean isOwnOrigin(String origin, HttpServletRequest request) {
        try {
            var uri = URI.create(origin);
            var port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return request.getServerName().equalsIgnoreCase(uri.getHost()) && request.getServerPort() == port;
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
