package dev.companion.runtime.environment;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables that Kubernetes sets in every container for each Service of the namespace. For a Service named
 * {@code companion-console} it sets {@code COMPANION_CONSOLE_PORT=tcp://10.0.0.1:8080}, which looks like a setting of
 * ours and is none.
 */
public final class ServiceVariables {

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://[^/]+");
    private static final Pattern OF_ONE_PORT = Pattern.compile("_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");
    private static final String HOST = "_SERVICE_HOST";
    private static final String PORT = "_PORT";
    // Says that the process runs in Kubernetes, which Spring Boot wants to know.
    private static final String CLUSTER = "KUBERNETES_";

    private ServiceVariables() {}

    /** The environment without them. A variable of the same name with another kind of value is kept: it is a setting. */
    public static Map<String, String> without(Map<String, String> environment) {
        var services = services(environment);
        var kept = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(CLUSTER) || !isInjected(name, value, services)) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private static Set<String> services(Map<String, String> environment) {
        var services = new HashSet<String>();
        for (var name : environment.keySet()) {
            if (name.endsWith(HOST)) {
                var service = name.substring(0, name.length() - HOST.length());
                if (environment.containsKey(service + "_SERVICE_PORT")) {
                    services.add(service);
                }
            }
        }
        return services;
    }

    private static boolean isInjected(String name, String value, Set<String> services) {
        if (name.endsWith(PORT) && ADDRESS.matcher(value).matches()) {
            return true;
        }
        return services.stream()
                .filter(name::startsWith)
                .map(service -> name.substring(service.length()))
                .anyMatch(rest -> rest.equals(HOST)
                        || rest.equals("_SERVICE_PORT")
                        || rest.startsWith("_SERVICE_PORT_")
                        || OF_ONE_PORT.matcher(rest).matches());
    }
}
