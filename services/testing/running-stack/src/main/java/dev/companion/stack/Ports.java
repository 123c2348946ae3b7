package dev.companion.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The ports of one run, by the variable that changes each. They are free, and no other run has them. */
public final class Ports {

    public static final String CONSOLE = "COMPANION_CONSOLE_PORT";
    public static final String MANAGEMENT = "COMPANION_MANAGEMENT_PORT";
    /** Where levels of loggers are changed for a time. */
    public static final String LOG_LEVEL = "COMPANION_LOGLEVEL_PORT";

    public static final String KAFKA = "COMPANION_KAFKA_PORT";
    public static final String OPEN_KAFKA = "COMPANION_OPEN_KAFKA_PORT";
    public static final String REGISTRY = "COMPANION_REGISTRY_PORT";
    /** The first of three: control, Datto, GravityZone. */
    public static final String SIMULATOR = "COMPANION_SIMULATOR_PORT";

    /** Below the ports that the system gives to outgoing connections, and with room for each process that tests run in. */
    private static final int FIRST = 12_000;

    private static final int COUNT = 4_000;
    private static int next = (int) (ProcessHandle.current().pid() * 61 % COUNT);

    private final Map<String, String> byVariable;

    private Ports(Map<String, String> byVariable) {
        this.byVariable = byVariable;
    }

    public static Ports free() {
        var ports = new LinkedHashMap<String, String>();
        ports.put(SIMULATOR, neighbours(3));
        for (var variable : new String[] {CONSOLE, MANAGEMENT, LOG_LEVEL, KAFKA, OPEN_KAFKA, REGISTRY}) {
            ports.put(variable, neighbours(1));
        }
        return new Ports(Map.copyOf(ports));
    }

    /** The same, with other ports for health and metrics and for levels: for another JVM of the same stack. */
    public Ports withOtherManagement() {
        var ports = new LinkedHashMap<>(byVariable);
        ports.put(MANAGEMENT, neighbours(1));
        ports.put(LOG_LEVEL, neighbours(1));
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

    /** Where the public topics are read without credentials. */
    public String openKafka() {
        return "127.0.0.1:" + of(OPEN_KAFKA);
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
        var first = FIRST + COUNT * Integer.getInteger("companion.fork", 0);
        for (var tries = 0; tries < COUNT; tries++) {
            var port = first + next;
            next = (next + count) % (COUNT - count);
            if (areFree(port, count)) {
                return Integer.toString(port);
            }
        }
        throw new IllegalStateException("no " + count + " neighbouring free ports");
    }

    private static boolean areFree(int first, int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var port = first; port < first + count; port++) {
                sockets.add(new ServerSocket(port));
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            sockets.forEach(Ports::closeQuietly);
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
