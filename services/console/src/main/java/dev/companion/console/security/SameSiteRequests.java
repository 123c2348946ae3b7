package dev.companion.console.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * Whether a request to sign in comes from a page of ours, or from a program. There is no session yet and so no token to
 * ask for; without this check another site could sign people in to an account of its own.
 */
public final class SameSiteRequests {

    private SameSiteRequests() {}

    /** True where neither of the headers that browsers set says that another site is behind it. */
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
