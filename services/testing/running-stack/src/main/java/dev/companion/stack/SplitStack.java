package dev.companion.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code ./companion demo} in several JVMs on one data directory, so that any of them can be killed while the others
 * continue: broker and registry, simulated vendors, the provisioner twice, and all other services together.
 */
public final class SplitStack implements AutoCloseable {

    /** A JVM by what it runs. */
    public enum Jvm {
        BROKER("broker"),
        VENDORS("simulator"),
        SERVICES("poller,mapper,event-resolver,console"),
        PROVISIONER_A("provisioner"),
        PROVISIONER_B("provisioner");

        private final String parts;

        Jvm(String parts) {
            this.parts = parts;
        }

        /** For people. */
        public String said() {
            return switch (this) {
                case BROKER -> "broker";
                case VENDORS -> "vendors";
                case SERVICES -> "console+poller+mapper+event-resolver";
                case PROVISIONER_A -> "provisioner A";
                case PROVISIONER_B -> "provisioner B";
            };
        }
    }

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private final Path data;
    private final Ports ports = Ports.free();
    private final StackAccess access;
    private final Map<Jvm, Ports> portsOf = new EnumMap<>(Jvm.class);
    private final Map<Jvm, CompanionJvm> jvms = new EnumMap<>(Jvm.class);

    private SplitStack(Path data, Map<String, String> environment, Map<Jvm, Map<String, String>> further) {
        this.data = data;
        this.access = new StackAccess(ports.kafka(), data);
        for (var jvm : Jvm.values()) {
            portsOf.put(jvm, ports.withOtherManagement());
            jvms.put(jvm, jvm(jvm, environment, further.getOrDefault(jvm, Map.of())));
        }
    }

    private CompanionJvm jvm(Jvm jvm, Map<String, String> environment, Map<String, String> further) {
        var whole = new HashMap<>(ports(jvm).environment());
        whole.putAll(environment);
        whole.putAll(further);
        return new CompanionJvm(
                List.of("demo", "--no-life", "--data", data.toString(), "--only", jvm.parts),
                data.resolveSibling(data.getFileName() + "-" + jvm + ".out"),
                whole);
    }

    /** @param environment of every JVM, beside the ports */
    public static SplitStack start(Path data, Map<String, String> environment) {
        return start(data, environment, Map.of());
    }

    /**
     * @param environment of every JVM, beside the ports
     * @param further what some of them have besides, or instead
     */
    public static SplitStack start(Path data, Map<String, String> environment, Map<Jvm, Map<String, String>> further) {
        var stack = new SplitStack(data, environment, further);
        try {
            // The other JVMs find the keysets that the first start creates.
            stack.start(Jvm.BROKER);
            stack.awaitReady(Jvm.BROKER);
            for (var jvm : Jvm.values()) {
                if (jvm != Jvm.BROKER) {
                    stack.start(jvm);
                }
            }
            for (var jvm : Jvm.values()) {
                stack.awaitReady(jvm);
            }
            return stack;
        } catch (RuntimeException | AssertionError e) {
            stack.close();
            throw e;
        }
    }

    /** Does not wait until it is ready. */
    public void start(Jvm jvm) {
        find(jvm).start();
    }

    public void kill9(Jvm jvm) {
        find(jvm).kill9();
    }

    /** From the next start on, instead of what {@link #start(Path, Map, Map)} was given. */
    public void environment(Jvm jvm, Map<String, String> environment) {
        jvms.put(jvm, jvm(jvm, environment, Map.of()));
    }

    /** The process itself, to freeze it, or to inspect its resources. */
    public ProcessHandle handle(Jvm jvm) {
        return find(jvm).running().toHandle();
    }

    public void awaitReady(Jvm jvm) {
        find(jvm).awaitReady(READY_WITHIN);
    }

    public boolean isAlive(Jvm jvm) {
        return find(jvm).running().isAlive();
    }

    /** Since its last start. */
    public String said(Jvm jvm) {
        return find(jvm).said();
    }

    public Ports ports() {
        return ports;
    }

    /** The same, and where this JVM's own health and metrics are. */
    public Ports ports(Jvm jvm) {
        return Objects.requireNonNull(portsOf.get(jvm), jvm::name);
    }

    public StackAccess access() {
        return access;
    }

    public Path data() {
        return data;
    }

    public TopicRows topics() {
        return new TopicRows(access, ports.registry());
    }

    public DemoCredentials credentials() {
        return DemoCredentials.in(said(Jvm.SERVICES));
    }

    private CompanionJvm find(Jvm jvm) {
        return Objects.requireNonNull(jvms.get(jvm), jvm::name);
    }

    /** Kills all: their messages while the broker goes before them do not help a diagnosis. */
    @Override
    public void close() {
        for (var jvm : jvms.values()) {
            jvm.endAtOnce();
        }
    }
}
