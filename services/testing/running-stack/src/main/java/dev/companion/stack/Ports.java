package dev.companion.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The ports of one run, by the variable that changes each. They are free, and no other run has them. */
public final class Ports {

    public static final String CONSOLE = "COMPANION_CONSOLE_PORT";
    public static final String MANAGEMENT = "COMPANION_MANAGEMENT_PORT";
    public static final String KAFKA = "COMPANION_KAFKA_PORT";
    public static final String REGISTRY = "COMPANION_REGISTRY_PORT";
    /** The first of three: control, Datto, GravityZone. */
    public static final String SIMULATOR = "COMPANION_SIMULATOR_PORT";

    private static final int TRIES = 200;
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private final Map<String, String> byVariable;

    private Ports(Map<String, String> byVariable) {
        this.byVariable = byVariable;
    }

    static Ports free() {
        var ports = new LinkedHashMap<String, String>();
        ports.put(SIMULATOR, neighbours(3));
        for (var variable : new String[] {CONSOLE, MANAGEMENT, KAFKA, REGISTRY}) {
            ports.put(variable, neighbours(1));
        }
        return new Ports(Map.copyOf(ports));
    }

    /** The same, with another port for health and metrics: for another JVM of the same stack. */
    Ports withOtherManagement() {
        var ports = new LinkedHashMap<>(byVariable);
        ports.put(MANAGEMENT, neighbours(1));
        return new Ports(Map.copyOf(ports));
    }

    public int of(String variable) {
        return Integer.parseInt(Objects.requireNonNull(byVariable.get(variable), variable));
    }

    public String url(String variable) {
        return "http://localhost:" + of(variable);
    }

    public String kafka() {
        return "127.0.0.1:" + of(KAFKA);
    }

    public String registry() {
        return url(REGISTRY) + "/apis/ccompat/v7";
    }

    public ConsoleUser console() {
        return new ConsoleUser(
                url(CONSOLE),
                "http://localhost:" + (of(SIMULATOR) + 1),
                "http://localhost:%d/api".formatted(of(SIMULATOR) + 2));
    }

    public SimulatedVendors vendors() {
        return new SimulatedVendors(url(SIMULATOR));
    }

    /** As environment of a process. */
    public Map<String, String> environment() {
        return byVariable;
    }

    /** The first of {@code count} neighbouring ports. */
    private static synchronized String neighbours(int count) {
        for (var tries = 0; tries < TRIES; tries++) {
            var sockets = new ArrayList<ServerSocket>();
            try {
                var first = new ServerSocket(0);
                sockets.add(first);
                for (var next = 1; next < count; next++) {
                    sockets.add(new ServerSocket(first.getLocalPort() + next));
                }
                var wanted = sockets.stream().map(ServerSocket::getLocalPort).toList();
                if (HANDED_OUT.stream().noneMatch(wanted::contains)) {
                    HANDED_OUT.addAll(wanted);
                    return Integer.toString(first.getLocalPort());
                }
            } catch (IOException e) {
                continue; // a neighbour is taken: try elsewhere
            } finally {
                sockets.forEach(Ports::closeQuietly);
            }
        }
        throw new IllegalStateException("no " + count + " neighbouring free ports");
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
