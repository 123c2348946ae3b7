package dev.companion.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./companion demo} on ports of its own: started, killed and started again as a user would. */
public final class CompanionProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);

    private final Path data;
    private final Ports ports;
    private final Map<String, String> environment;
    private CompanionJvm jvm;
    private StackAccess access;

    private CompanionProcess(Path data, Map<String, String> environment) {
        this.data = data;
        this.ports = Ports.free();
        this.access = new StackAccess(ports.kafka(), data);
        this.environment = new HashMap<>(ports.environment());
        this.environment.putAll(environment);
        this.jvm = jvm(List.of());
    }

    private CompanionJvm jvm(List<String> furtherArguments) {
        var arguments = new ArrayList<>(List.of("demo", "--no-life", "--data", data.toString()));
        arguments.addAll(furtherArguments);
        return new CompanionJvm(arguments, data.resolveSibling(data.getFileName() + ".out"), environment);
    }

    /** @param environment variables beside the ports, such as COMPANION_POLL_INTERVAL */
    public static CompanionProcess startDemo(Path data, Map<String, String> environment) {
        var companion = new CompanionProcess(data, environment);
        companion.start();
        return companion;
    }

    /** @param parts as {@link #startOnly(String)} */
    public static CompanionProcess startOnly(Path data, String parts) {
        var companion = new CompanionProcess(data, Map.of());
        companion.startOnly(parts);
        return companion;
    }

    /** Starts on the same data and ports as before, and waits until it is ready. */
    public void start() {
        start(List.of());
    }

    /** Starts only some parts on the same data and ports, such as {@code "broker"}, and waits until they are ready. */
    public void startOnly(String parts) {
        start(List.of("--only", parts));
    }

    private void start(List<String> furtherArguments) {
        jvm = jvm(furtherArguments);
        access = new StackAccess(ports.kafka(), data); // the data may be other data
        jvm.start();
        jvm.awaitReady(READY_WITHIN);
    }

    public String said() {
        return jvm.said();
    }

    /** {@code ./companion} with a command for this installation, such as {@code "backup", "export", …}, until it ends. */
    public Answered command(String... arguments) {
        var operator = new CompanionJvm(
                List.of(arguments),
                data.resolveSibling(data.getFileName() + "-command.out"),
                Map.of(
                        "COMPANION_DATA_DIR",
                        data.toString(),
                        Ports.KAFKA,
                        Integer.toString(port(Ports.KAFKA)),
                        Ports.OPEN_KAFKA,
                        Integer.toString(port(Ports.OPEN_KAFKA)),
                        Ports.REGISTRY,
                        Integer.toString(port(Ports.REGISTRY))));
        operator.start();
        operator.awaitEnd(READY_WITHIN);
        return new Answered(operator.running().exitValue(), operator.said());
    }

    /** What a command has printed, and the code it ended with. */
    public record Answered(int code, String said) {}

    public String log() throws IOException {
        return Files.readString(data.resolve("logs").resolve("companion.log"));
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill9() {
        jvm.kill9();
    }

    /** As Ctrl-C. Returns how long the shutdown took. */
    public Duration interrupt() {
        var began = System.nanoTime();
        jvm.interrupt(ENDED_WITHIN);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public int exitValue() {
        return jvm.running().exitValue();
    }

    public int port(String variable) {
        return ports.of(variable);
    }

    public Map<String, String> ports() {
        return ports.environment();
    }

    public Path data() {
        return data;
    }

    public String url(String variable) {
        return ports.url(variable);
    }

    public String kafka() {
        return ports.kafka();
    }

    /** Where the public topics are read without credentials. */
    public String openKafka() {
        return ports.openKafka();
    }

    public StackAccess access() {
        return access;
    }

    public String registry() {
        return ports.registry();
    }

    public ConsoleUser console() {
        return ports.console();
    }

    public SimulatedVendors vendors() {
        return ports.vendors();
    }

    public TopicRows topics() {
        return new TopicRows(access, registry());
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** The process itself, to inspect its resources. */
    public ProcessHandle handle() {
        return jvm.running().toHandle();
    }
}
