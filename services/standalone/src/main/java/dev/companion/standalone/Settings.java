package dev.companion.standalone;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a start is asked to do, by arguments and environment; arguments take precedence.
 *
 * @param demo whether the simulated vendors run as well
 * @param parts what runs in this JVM; the simulator only in a demonstration
 * @param life whether the simulated vendors change on their own
 * @param bind address on which the console's pages, health and metrics are; broker and registry are on loopback always
 * @param openKafkaPort in a demonstration, where anybody on this machine reads the public topics without credentials
 * @param pollInterval base interval of sweeps
 * @param rmmHosts host:port where Datto RMM may be reached, also on a private address
 * @param gravityZoneHosts host:port where GravityZone may be reached, also on a private address
 * @param movedAccounts {@code accountUid=origin} of accounts that Datto has moved, comma-separated
 * @param abandonedTenants account uids of tenants that hold no root company any more, comma-separated
 */
record Settings(
        boolean demo,
        Set<Part> parts,
        boolean life,
        Path data,
        String bind,
        int consolePort,
        int managementPort,
        int kafkaPort,
        int openKafkaPort,
        int registryPort,
        int simulatorPort,
        Duration pollInterval,
        List<String> rmmHosts,
        List<String> gravityZoneHosts,
        String movedAccounts,
        String abandonedTenants) {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]*)(ms|s|m|h)");
    private static final Pattern HOST_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");
    private static final String LOOPBACK = "127.0.0.1";

    /** A port, what listens on it, and the variable that changes it. */
    record Port(int number, String purpose, String variable) {}

    static final String HELP = """
            usage: companion demo|up [--data DIR] [--no-life] [--only PARTS]
              demo   everything on this machine with simulated vendors and a sample MSP
              up     the same against the real Datto RMM and GravityZone
              --data DIR    where everything is kept (COMPANION_DATA_DIR; default ./data)
              --no-life     demo: the simulated vendors change only when you change them
              --only PARTS  only these parts, the others being JVMs of their own on the same directory: broker (with
                            the registry, and to be started first), simulator, poller, mapper, provisioner,
                            event-resolver, console
            environment:
              COMPANION_CONSOLE_PORT (8080)  COMPANION_MANAGEMENT_PORT (9080)  COMPANION_KAFKA_PORT (9092)
              COMPANION_REGISTRY_PORT (8081) COMPANION_SIMULATOR_PORT (8090, and the two after it)
              COMPANION_OPEN_KAFKA_PORT (9094)  demo: Kafka for reading the public topics without credentials
              COMPANION_BIND (127.0.0.1)  up: address of this machine on which console, health and metrics are, such as
                            0.0.0.0 in a container; Kafka and the registry are on loopback always
              COMPANION_POLL_INTERVAL  base interval between polls of the vendors, such as 60s (demo: 5s)
              COMPANION_HTTP_HOSTNAMES  names, comma-separated, by which browsers reach the console besides localhost
              COMPANION_SECURE_COOKIES (true)  false only if browsers reach it over plain http by another name
              COMPANION_ALLOWED_RMM_HOSTS, COMPANION_ALLOWED_GRAVITYZONE_HOSTS  host:port, comma-separated, that may be
                            reached besides the vendor's own, also on a private address (COMPANION_ALLOWED_HOSTS: both)
              COMPANION_MOVED_ACCOUNTS  accountUid=https://host of Datto RMM accounts that moved, comma-separated
              COMPANION_ABANDONED_TENANTS  uids of accounts that no administrator can sign in to any more
              COMPANION_TRACING_ENDPOINT  address of an OTLP collector, such as http://localhost:4318; none: no traces""";

    static Settings of(List<String> arguments, Map<String, String> environment) {
        Boolean demo = null;
        var life = true;
        Set<Part> parts = EnumSet.allOf(Part.class);
        var data = environment.getOrDefault("COMPANION_DATA_DIR", "data");
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "demo" -> demo = true;
                case "up" -> demo = false;
                case "--no-life" -> life = false;
                case "--data" -> data = value(rest, "--data: no directory given (expected: --data DIR)");
                case "--only" ->
                    parts = Part.listed(value(rest, "--only: no part given (expected: --only PART[,PART])"));
                default ->
                    throw new StartRefused(
                            "argument %s: not known (expected: demo or up, see --help)".formatted(argument));
            }
        }
        if (demo == null) {
            throw new StartRefused("no command given (expected: demo or up, see --help)");
        }
        if (!demo) {
            parts.remove(Part.SIMULATOR);
        }
        if (parts.isEmpty()) {
            throw new StartRefused("--only simulator: not available without demo (expected: companion demo --only …)");
        }
        return new Settings(
                        demo,
                        Set.copyOf(parts),
                        life,
                        Path.of(data).toAbsolutePath().normalize(),
                        bind(environment, demo),
                        port(environment, "COMPANION_CONSOLE_PORT", 8080),
                        port(environment, "COMPANION_MANAGEMENT_PORT", 9080),
                        port(environment, "COMPANION_KAFKA_PORT", 9092),
                        port(environment, "COMPANION_OPEN_KAFKA_PORT", 9094),
                        port(environment, "COMPANION_REGISTRY_PORT", 8081),
                        port(environment, "COMPANION_SIMULATOR_PORT", 8090),
                        duration(
                                environment,
                                "COMPANION_POLL_INTERVAL",
                                demo ? Duration.ofSeconds(5) : Duration.ofSeconds(60)),
                        hosts(environment, "COMPANION_ALLOWED_HOSTS", "COMPANION_ALLOWED_RMM_HOSTS"),
                        hosts(environment, "COMPANION_ALLOWED_HOSTS", "COMPANION_ALLOWED_GRAVITYZONE_HOSTS"),
                        environment.getOrDefault("COMPANION_MOVED_ACCOUNTS", ""),
                        environment.getOrDefault("COMPANION_ABANDONED_TENANTS", ""))
                .withoutClashes();
    }

    boolean runs(Part part) {
        return parts.contains(part);
    }

    /** Whether this JVM has any of the services, and so health and metrics. */
    boolean runsServices() {
        return parts.stream().anyMatch(Part::isService);
    }

    /** The log directory of this JVM, which no other JVM uses. */
    Path logs() {
        var logs = data.resolve("logs");
        if (runs(Part.BROKER) && runsServices()) {
            return logs;
        }
        var words = parts.stream().sorted().map(Part::word).collect(Collectors.joining("+"));
        return logs.resolve(runsServices() ? words + "-" + managementPort : words);
    }

    /** Every port that this JVM listens on. */
    List<Port> ports() {
        var ports = new ArrayList<Port>();
        if (runs(Part.CONSOLE)) {
            ports.add(new Port(consolePort, "console", "COMPANION_CONSOLE_PORT"));
        }
        if (runsServices()) {
            ports.add(new Port(managementPort, "health and metrics", "COMPANION_MANAGEMENT_PORT"));
        }
        if (runs(Part.BROKER)) {
            ports.add(new Port(kafkaPort, "Kafka", "COMPANION_KAFKA_PORT"));
            if (demo) {
                ports.add(new Port(openKafkaPort, "open Kafka", "COMPANION_OPEN_KAFKA_PORT"));
            }
            ports.add(new Port(registryPort, "schema registry", "COMPANION_REGISTRY_PORT"));
        }
        if (runs(Part.SIMULATOR)) {
            ports.add(new Port(simulatorPort, "simulator", "COMPANION_SIMULATOR_PORT"));
            ports.add(new Port(simulatorPort + 1, "simulated Datto RMM", "COMPANION_SIMULATOR_PORT"));
            ports.add(new Port(simulatorPort + 2, "simulated GravityZone", "COMPANION_SIMULATOR_PORT"));
        }
        return ports;
    }

    /** Where Datto RMM may be reached besides its own platforms: in a demo also at the simulator. */
    List<String> reachableRmm() {
        return withSimulated(rmmHosts, simulatorPort + 1);
    }

    /** Where GravityZone may be reached besides its own clouds: in a demo also at the simulator. */
    List<String> reachableGravityZone() {
        return withSimulated(gravityZoneHosts, simulatorPort + 2);
    }

    private List<String> withSimulated(List<String> listed, int port) {
        var hosts = new ArrayList<>(listed);
        if (demo) {
            hosts.add("localhost:" + port);
        }
        return hosts;
    }

    private Settings withoutClashes() {
        var taken = new HashMap<Integer, Port>();
        for (var port : ports()) {
            var other = taken.put(port.number(), port);
            if (other != null) {
                throw new StartRefused("port %d: given for the %s and for the %s (set %s or %s to another)"
                        .formatted(port.number(), other.purpose(), port.purpose(), other.variable(), port.variable()));
            }
        }
        return this;
    }

    private static String value(Iterator<String> rest, String refusal) {
        if (!rest.hasNext()) {
            throw new StartRefused(refusal);
        }
        return rest.next();
    }

    private static String bind(Map<String, String> environment, boolean demo) {
        var text = environment.getOrDefault("COMPANION_BIND", "").strip();
        if (text.isEmpty() || text.equals(LOOPBACK)) {
            return LOOPBACK;
        }
        if (demo) {
            throw new StartRefused(
                    "COMPANION_BIND: %s (expected: not set for a demo, whose form of sign-in is filled in)"
                            .formatted(text));
        }
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "COMPANION_BIND: %s (expected: an address such as 0.0.0.0, not a name)".formatted(text));
        }
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        var text = environment.get(variable);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        var port = text.strip().matches("[0-9]{1,5}") ? Integer.parseInt(text.strip()) : 0;
        if (port < 1 || port > 65_533) {
            throw new StartRefused("%s: %s (expected: a port from 1 to 65533)".formatted(variable, text));
        }
        return port;
    }

    private static Duration duration(Map<String, String> environment, String variable, Duration otherwise) {
        var text = environment.get(variable);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        var match = DURATION.matcher(text.strip());
        if (!match.matches()) {
            throw new StartRefused("%s: %s (expected: such as 60s, 2m or 500ms)".formatted(variable, text));
        }
        var amount = Long.parseLong(match.group(1));
        var duration =
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
        if (duration.compareTo(Duration.ofMillis(500)) < 0 || duration.compareTo(Duration.ofHours(24)) > 0) {
            throw new StartRefused("%s: %s (expected: 500ms to 24h)".formatted(variable, text));
        }
        return duration;
    }

    private static List<String> hosts(Map<String, String> environment, String... variables) {
        var hosts = new ArrayList<String>();
        for (var variable : variables) {
            for (var host : environment.getOrDefault(variable, "").split(",")) {
                if (!host.isBlank()) {
                    if (!HOST_PORT.matcher(host.strip()).matches()) {
                        throw new StartRefused(
                                "%s: %s (expected: host:port, comma-separated)".formatted(variable, host.strip()));
                    }
                    hosts.add(host.strip());
                }
            }
        }
        return List.copyOf(hosts);
    }
}
