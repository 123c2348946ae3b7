package dev.companion.runtime.door;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host names by which a port may be addressed. Without this check, a foreign name that resolves to this machine
 * lets a page of that name read what the port returns.
 */
public final class HostNames {

    private final Set<String> configured;
    private final boolean platform;

    private HostNames(Collection<String> configured, boolean platform) {
        this.configured = configured.stream().map(HostNames::normal).collect(Collectors.toUnmodifiableSet());
        this.platform = platform;
    }

    /** Loopback and the configured names only: for what browsers open. */
    public static HostNames forPeople(Collection<String> configured) {
        return new HostNames(configured, false);
    }

    /**
     * Also addresses and the names inside a cluster, none of which a foreign page can have: for probes and scrapers,
     * which find a port by the address of its pod or by the name of its service.
     */
    public static HostNames forPlatform(Collection<String> configured) {
        return new HostNames(configured, true);
    }

    /** @param name of the request's {@code Host} header, without port; null if there is none */
    public boolean allows(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return false;
        }
        var host = normal(name);
        var address = address(host);
        if (address != null) {
            return address.isLoopbackAddress() || platform || configured.contains(host);
        }
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || configured.contains(host)
                || (platform && isInternal(host));
    }

    /** No public name is of this kind: one label, or a top-level domain that is reserved for private use. */
    private static boolean isInternal(String host) {
        return host.indexOf('.') < 0
                || host.endsWith(".svc")
                || host.endsWith(".cluster.local")
                || host.endsWith(".internal")
                || host.endsWith(".local");
    }

    private static String normal(String name) {
        var host = name.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static @Nullable InetAddress address(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException aName) {
            return null;
        }
    }
}
