package dev.companion.simulator.control;

import dev.companion.simulator.http.Request;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another website can make a browser send: the control port has no password. A change has to be
 * JSON, which no page may send elsewhere without asking; the origin that a browser names has to be this port; and the
 * host has to be local, since a foreign name may resolve to this machine.
 */
final class Strangers {

    private Strangers() {}

    /** Why the request is refused, or null if it is not. */
    static @Nullable ControlRefusal refusal(Request request) {
        var host = request.header("Host").map(Strangers::withoutPort).orElse("");
        if (!isOwn(host)) {
            return new ControlRefusal(403, "the Host header names another machine; use localhost");
        }
        var origin = request.header("Origin");
        if (origin.isPresent() && !origin.get().equals(request.origin())) {
            return new ControlRefusal(403, "the Origin header names another website");
        }
        var reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reads
                && request.body().length > 0
                && !isJson(request.header("Content-Type").orElse(""))) {
            return new ControlRefusal(
                    415, "the body is not declared as JSON (expected: Content-Type: application/json)");
        }
        return null;
    }

    private static boolean isJson(String contentType) {
        return contentType.split(";", -1)[0].strip().equalsIgnoreCase("application/json");
    }

    /** This machine, an address, or a name of one label, such as that of a container: no website has such a name. */
    private static boolean isOwn(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return !name.isEmpty() && (name.indexOf('.') < 0 || name.endsWith(".localhost") || isAddress(name));
    }

    private static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        var end = host.lastIndexOf(':');
        return withoutBrackets(end > host.lastIndexOf(']') ? host.substring(0, end) : host);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
