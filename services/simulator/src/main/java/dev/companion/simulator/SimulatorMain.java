package dev.companion.simulator;

import dev.companion.simulator.world.Profile;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a simulator as a process of its own until it is stopped. */
public final class SimulatorMain {

    static final String HELP = """
            Simulates the HTTP APIs of Datto RMM and GravityZone.

              --port N          control port (default 8090); Datto and GravityZone take the next two
              --control-port N  --datto-port N  --gravityzone-port N   ports; 0 for any free one
              --state FILE      keep the world in FILE, across restarts and kills (default: memory alone)
              --scenario NAME   demo (default) or empty; a state file that holds a world already wins
              --profile NAME    real or seed: what the switches start from
              --bind ADDRESS    where to listen (default: loopback alone)
              --no-life         the world changes only when it is asked to
              --help            this text

            The same from the environment: COMPANION_SIMULATOR_PORT, COMPANION_SIMULATOR_STATE,
            COMPANION_SIMULATOR_SCENARIO, COMPANION_SIMULATOR_PROFILE, COMPANION_SIMULATOR_BIND.
            GET / on the control port tells what can be changed while it runs.
            """;

    private SimulatorMain() {}

    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        Simulator simulator;
        SimulatorOptions options;
        try {
            options = parse(arguments, System.getenv());
            simulator = Simulator.start(options);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("simulator: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(simulator::close));
        announce(simulator, options, System.out);
        try {
            // The ports run on daemon-like threads; this thread keeps the process alive.
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void announce(Simulator simulator, SimulatorOptions options, PrintStream out) {
        out.println("control      " + simulator.controlUrl());
        out.println("datto        " + simulator.dattoOrigin());
        out.println("gravityzone  " + simulator.gravityZoneAccessUrl());
        if (options.scenario() == Scenario.DEMO) {
            out.println("demo sign-in: Datto key " + DemoMsp.API_KEY + ", secret " + DemoMsp.API_SECRET_KEY
                    + ", GravityZone key " + DemoMsp.GRAVITYZONE_API_KEY);
        }
        out.flush();
    }

    /** @throws IllegalArgumentException in one line, naming the argument and what is expected */
    static SimulatorOptions parse(String[] arguments, Map<String, String> environment) {
        SimulatorOptions options = SimulatorOptions.defaults();
        options = withPort(options, ownPort(environment.get("COMPANION_SIMULATOR_PORT")));
        options = withState(options, environment.get("COMPANION_SIMULATOR_STATE"));
        options = withScenario(options, environment.get("COMPANION_SIMULATOR_SCENARIO"));
        options = withProfile(options, environment.get("COMPANION_SIMULATOR_PROFILE"));
        options = withBind(options, environment.get("COMPANION_SIMULATOR_BIND"));
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (name.equals("--no-life")) {
                options = options.withScriptedLife(false);
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " is unknown or lacks its value; see --help");
            }
            String value = rest.next();
            options = switch (name) {
                case "--port" -> withPort(options, value);
                case "--control-port" -> options.withPorts(port(value), options.dattoPort(), options.gravityZonePort());
                case "--datto-port" -> options.withPorts(options.controlPort(), port(value), options.gravityZonePort());
                case "--gravityzone-port" -> options.withPorts(options.controlPort(), options.dattoPort(), port(value));
                case "--state" -> withState(options, value);
                case "--scenario" -> withScenario(options, value);
                case "--profile" -> withProfile(options, value);
                case "--bind" -> withBind(options, value);
                default -> throw new IllegalArgumentException(name + " is unknown; see --help");
            };
        }
        return options;
    }

    /** Kubernetes sets the variable to an address if there is a Service named companion-simulator: that is no setting. */
    private static @Nullable String ownPort(@Nullable String value) {
        return value == null || value.matches("(tcp|udp|sctp)://.*") ? null : value;
    }

    private static SimulatorOptions withPort(SimulatorOptions options, @Nullable String value) {
        if (value == null) {
            return options;
        }
        int port = port(value);
        return port == 0 ? options.withFreePorts() : options.withPorts(port, port + 1, port + 2);
    }

    private static SimulatorOptions withState(SimulatorOptions options, @Nullable String value) {
        return value == null ? options : options.withStateFile(Path.of(value));
    }

    private static SimulatorOptions withScenario(SimulatorOptions options, @Nullable String value) {
        return value == null ? options : options.withScenario(Scenario.named(value));
    }

    private static SimulatorOptions withProfile(SimulatorOptions options, @Nullable String value) {
        return value == null ? options : options.withProfile(profile(value));
    }

    private static SimulatorOptions withBind(SimulatorOptions options, @Nullable String value) {
        try {
            return value == null ? options : options.withBindAddress(InetAddress.getByName(value));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("bind: " + value + " (expected: an address of this machine)", e);
        }
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_533) {
            throw new IllegalArgumentException("port: " + value + " (expected: 0 to 65533)");
        }
        return Integer.parseInt(value);
    }

    private static Profile profile(String value) {
        try {
            return Profile.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("profile: " + value + " (expected: real or seed)", e);
        }
    }
}
