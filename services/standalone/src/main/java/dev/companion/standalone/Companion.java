package dev.companion.standalone;

import dev.companion.console.ConsoleApplication;
import dev.companion.mapper.MapperApplication;
import dev.companion.poller.PollerApplication;
import dev.companion.provisioner.ProvisionerApplication;
import dev.companion.resolver.EventResolverApplication;
import dev.companion.runtime.access.AccessRights;
import dev.companion.runtime.access.AdminJob;
import dev.companion.runtime.codec.CodecLibraries;
import dev.companion.runtime.environment.ServiceVariables;
import dev.companion.runtime.log.HarmlessLogs;
import dev.companion.runtime.sealing.SealingKeys;
import dev.companion.simulator.DemoMsp;
import dev.companion.simulator.Scenario;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Starts all parts in order, reports on the terminal, and stops them in the reverse order. */
public final class Companion {

    private static final int PORT_TRIES = 30;

    private final Settings settings;
    private final Progress progress;
    private final Deque<Runnable> stops = new ArrayDeque<>();

    private Companion(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var progress = new Progress(System.out, System.nanoTime());
        if (List.of(arguments).contains("--help")) {
            System.out.println(Settings.HELP);
            return;
        }
        Settings settings;
        try {
            settings = Settings.of(List.of(arguments), ServiceVariables.without(System.getenv()));
        } catch (StartRefused e) {
            System.err.println("companion: " + e.getMessage());
            System.exit(2);
            return;
        }
        // Before the first logger is created.
        System.setProperty("COMPANION_LOG_DIR", settings.logs().toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        HarmlessLogs.install();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();

        var companion = new Companion(settings, progress);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(companion::stop, "stop"));
        try {
            companion.start();
        } catch (StartRefused e) {
            System.err.println("companion: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            System.err.println(
                    "companion: cannot start: %s (details in %s)".formatted(e.getMessage(), settings.logs()));
            org.slf4j.LoggerFactory.getLogger(Companion.class)
                    .atError()
                    .setCause(e)
                    .log("cannot start");
            System.exit(1);
        }
        stopped.await();
    }

    private void start() throws InterruptedException {
        progress.say("Companion %s, data in %s".formatted(settings.demo() ? "demo" : "up", settings.data()));
        var data = dataDirectory();
        stops.push(data::close);
        CodecLibraries.unpackInto(settings.data().resolve("native"));
        for (var port : settings.ports()) {
            refuseTaken(port);
        }
        var registry = settings.runs(Part.BROKER) ? startRegistry(data) : null;
        var shared = new AnnotationConfigApplicationContext(Shared.class);
        var management = settings.runsServices()
                ? CompletableFuture.supplyAsync(
                        () -> ManagementApplication.start(shared, settings.bind(), settings.managementPort()))
                : null;
        if (settings.runs(Part.BROKER)) {
            startBroker(data);
        }
        var preparation = startPreparation(data, shared.getBean(Preparation.class), registry);
        if (settings.runs(Part.SIMULATOR)) {
            var simulator = startSimulator(data);
            stops.push(simulator::close);
            progress.up(
                    "simulated vendors", "%s, %s".formatted(simulator.dattoOrigin(), simulator.gravityZoneAccessUrl()));
        }
        if (management != null) {
            stops.push(joined(management)::close);
        }
        var services = startServices(data, shared);
        if (registry != null) {
            registry.awaitReady();
            progress.up("schema registry", "http://localhost:%d/apis/ccompat/v7".formatted(settings.registryPort()));
        }
        awaitPrepared(preparation);
        if (settings.runsServices()) {
            services.awaitReady();
            progress.up("all services", "http://localhost:%d/actuator/health".formatted(settings.managementPort()));
        }
        sayWhereToGo(data);
    }

    /** Held by the JVM with the broker, whose files no other process may touch. */
    private DataDirectory dataDirectory() {
        if (!settings.runs(Part.BROKER)) {
            return DataDirectory.heldElsewhere(settings.data());
        }
        var data = DataDirectory.hold(settings.data());
        SealingKeys.ensure(data.privateKeyset(), data.publicKeyset());
        new AdminJob(data.credentials()).ensureCredentials();
        return data;
    }

    private void startBroker(DataDirectory data) throws InterruptedException {
        var broker =
                Broker.start(data.kafka(), settings.kafkaPort(), settings.demo() ? settings.openKafkaPort() : null);
        stops.push(broker::close);
        try (var admin = broker.admin()) {
            new AdminJob(data.credentials()).grant(admin, settings.demo());
        }
        progress.up("Kafka broker", "localhost:%d, with credentials".formatted(settings.kafkaPort()));
    }

    /** The JVM with the broker prepares topics and schemas; any other JVM is started when this is done. */
    private Preparation startPreparation(
            DataDirectory data, Preparation preparation, @Nullable RegistryProcess registry) {
        if (registry == null) {
            preparation.skip();
        } else {
            var gate = new AdminJob(data.credentials())
                    .topicsAndSchemas(kafka(), registryUrl(), registry.writer(), (short) 1);
            preparation.start(gate);
            stops.push(gate::stop);
        }
        return preparation;
    }

    /** The broker alone goes on after a refusal: what was refused cannot be mended without it. */
    private void awaitPrepared(Preparation preparation) throws InterruptedException {
        try {
            preparation.awaitDone();
        } catch (StartRefused e) {
            if (!settings.parts().equals(EnumSet.of(Part.BROKER))) {
                throw new StartRefused(
                        "%s. Nothing was started. To mend it, start with --only broker; ./companion doctor then says what to type"
                                .formatted(e.getMessage()));
            }
            progress.say(
                    "companion: %s. The broker goes on, so that you can mend it: ./companion doctor says what to type. It is looked at again every 30 s"
                            .formatted(e.getMessage()));
            preparation.await();
        }
    }

    private String kafka() {
        return "127.0.0.1:" + settings.kafkaPort();
    }

    private String registryUrl() {
        return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(settings.registryPort());
    }

    private RegistryProcess startRegistry(DataDirectory data) {
        var registry = RegistryProcess.start(registryHome(), data.registry(), settings.registryPort());
        stops.push(registry::close);
        return registry;
    }

    private static ConfigurableApplicationContext joined(CompletableFuture<ConfigurableApplicationContext> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("health and metrics: cannot start", e.getCause());
        }
    }

    private Services startServices(DataDirectory data, ConfigurableApplicationContext shared) {
        var services = shared.getBean(Services.class);
        stops.push(services::stop);
        for (var part :
                settings.parts().stream().filter(Part::isService).sorted().toList()) {
            var properties = serviceProperties(part, data);
            if (part == Part.CONSOLE) {
                var web = WebApplicationType.SERVLET;
                services.start(part.word(), application(part), web, shared, consoleProperties(properties));
            } else {
                services.start(part.word(), application(part), WebApplicationType.NONE, shared, properties);
            }
        }
        return services;
    }

    private static Class<?> application(Part part) {
        return switch (part) {
            case POLLER -> PollerApplication.class;
            case MAPPER -> MapperApplication.class;
            case PROVISIONER -> ProvisionerApplication.class;
            case EVENT_RESOLVER -> EventResolverApplication.class;
            case CONSOLE -> ConsoleApplication.class;
            case BROKER, SIMULATOR -> throw new IllegalArgumentException(part.word() + " is not a service");
        };
    }

    private Map<String, String> serviceProperties(Part part, DataDirectory data) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("companion.kafka.bootstrap-servers", kafka());
        properties.put(
                "companion.kafka.credentials",
                data.credentials().file(part.word()).toString());
        properties.put("companion.registry.url", registryUrl());
        properties.put("companion.topics.replication", "1");
        properties.put("companion.secrets.public-keyset", data.publicKeyset().toString());
        properties.put("companion.secrets.private-keyset", data.privateKeyset().toString());
        properties.put("companion.vendors.allowed-rmm-hosts", String.join(",", settings.reachableRmm()));
        properties.put(
                "companion.vendors.allowed-gravityzone-hosts", String.join(",", settings.reachableGravityZone()));
        properties.put("companion.vendors.plain-http", Boolean.toString(settings.demo()));
        properties.put("companion.mapper.abandoned-tenants", settings.abandonedTenants());
        properties.put("companion.poller.interval", settings.pollInterval().toMillis() + "ms");
        properties.put("companion.provisioner.interval", settings.pollInterval().toMillis() + "ms");
        return properties;
    }

    private Map<String, String> consoleProperties(Map<String, String> shared) {
        var properties = new LinkedHashMap<>(shared);
        properties.remove("companion.secrets.private-keyset"); // the console seals and never opens
        properties.put("server.port", Integer.toString(settings.consolePort()));
        properties.put("server.address", settings.bind());
        properties.put("companion.console.moved-accounts", settings.movedAccounts());
        if (settings.demo()) {
            properties.put("companion.console.demo.api-url", "http://localhost:" + (settings.simulatorPort() + 1));
            properties.put("companion.console.demo.api-key", DemoMsp.API_KEY);
            properties.put("companion.console.demo.api-secret-key", DemoMsp.API_SECRET_KEY);
            properties.put(
                    "companion.console.demo.gravity-zone-access-url",
                    "http://localhost:%d/api".formatted(settings.simulatorPort() + 2));
            properties.put("companion.console.demo.gravity-zone-api-key", DemoMsp.GRAVITYZONE_API_KEY);
        }
        return properties;
    }

    private Simulator startSimulator(DataDirectory data) {
        try {
            Files.createDirectories(data.simulatedWorld().getParent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Simulator.start(SimulatorOptions.defaults()
                .withPorts(settings.simulatorPort(), settings.simulatorPort() + 1, settings.simulatorPort() + 2)
                .withScenario(Scenario.DEMO)
                .withStateFile(data.simulatedWorld())
                .withScriptedLife(settings.life()));
    }

    private void sayWhereToGo(DataDirectory data) {
        var text = new StringBuilder(
                "\nReady after %.1f s.".formatted(progress.sinceBegin().toMillis() / 1000.0));
        if (settings.runs(Part.CONSOLE)) {
            text.append(" Open http://localhost:%d".formatted(settings.consolePort()));
        }
        text.append(System.lineSeparator());
        if (settings.demo() && settings.runs(Part.CONSOLE)) {
            text.append("""

                    Sign in (the form is filled in already):
                      API URL         http://localhost:%d
                      API key         %s
                      API secret key  %s
                    GravityZone, for Settings:
                      access URL      http://localhost:%d/api
                      API key         %s
                    The simulated vendors can be changed and watched at http://localhost:%d
                    """.formatted(
                            settings.simulatorPort() + 1,
                            DemoMsp.API_KEY,
                            DemoMsp.API_SECRET_KEY,
                            settings.simulatorPort() + 2,
                            DemoMsp.GRAVITYZONE_API_KEY,
                            settings.simulatorPort()));
        }
        if (settings.runs(Part.BROKER)) {
            var reader = data.credentials().file(AccessRights.READER);
            text.append("""

                    Other programs read the public topics
                      at localhost:%d with the credentials in %s
                    """.formatted(settings.kafkaPort(), reader));
            if (settings.demo()) {
                text.append("  at localhost:%d without credentials (demo only)%n".formatted(settings.openKafkaPort()));
            }
        }
        text.append("\nCtrl-C stops everything; the data stays in ").append(settings.data());
        progress.say(text.toString());
    }

    private static Path registryHome() {
        var home = System.getProperty("companion.registry.home");
        if (home == null) {
            throw new StartRefused(
                    "schema registry: no program given (start with ./companion, which knows where it is)");
        }
        return Path.of(home).toAbsolutePath();
    }

    /** A process that was just killed may hold its ports a little longer than the lock on the data. */
    private static void refuseTaken(Settings.Port port) throws InterruptedException {
        for (var tries = 0; !free(port); tries++) {
            if (tries == PORT_TRIES) {
                throw new StartRefused("port %d for the %s is in use (stop what uses it, or set %s to another)"
                        .formatted(port.number(), port.purpose(), port.variable()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean free(Settings.Port port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized void stop() {
        while (!stops.isEmpty()) {
            try {
                stops.pop().run();
            } catch (RuntimeException e) {
                org.slf4j.LoggerFactory.getLogger(Companion.class)
                        .atWarn()
                        .setCause(e)
                        .log("a part did not stop cleanly");
            }
        }
    }
}
