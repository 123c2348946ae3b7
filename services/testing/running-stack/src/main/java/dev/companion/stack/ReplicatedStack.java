package dev.companion.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code ./companion demo} in many JVMs on one data directory: broker, simulated vendors and console in one, and each
 * of the services that decide in some replicas, which are stopped gracefully and started again one by one.
 */
public final class ReplicatedStack implements AutoCloseable {

    /** One of several processes of a service, counted from 1. */
    public record Replica(String service, int number) {

        @Override
        public String toString() {
            return service + " " + number;
        }
    }

    private static final List<String> SERVICES = List.of("poller", "mapper", "provisioner", "event-resolver");
    private static final Duration READY_WITHIN = Duration.ofMinutes(6);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final String SMALL = "-Xms32m -Xmx256m";

    private final Ports ports = Ports.free();
    private final StackAccess access;
    private final CompanionJvm common;
    private final Map<Replica, CompanionJvm> replicas = new LinkedHashMap<>();

    private ReplicatedStack(Path data, Map<String, String> environment, int count) {
        this.access = new StackAccess(ports.kafka(), data);
        this.common = jvm(data, "broker,simulator,console", "common", ports, environment);
        var small = new HashMap<>(environment);
        small.merge("COMPANION_JAVA_OPTIONS", SMALL, (given, further) -> given + " " + further);
        for (var number = 1; number <= count; number++) {
            for (var service : SERVICES) {
                var replica = new Replica(service, number);
                replicas.put(replica, jvm(data, service, service + "-" + number, ports.withOtherManagement(), small));
            }
        }
    }

    private static CompanionJvm jvm(
            Path data, String parts, String name, Ports ports, Map<String, String> environment) {
        var whole = new HashMap<>(ports.environment());
        whole.putAll(environment);
        return new CompanionJvm(
                List.of("demo", "--no-life", "--data", data.toString(), "--only", parts),
                data.resolveSibling(data.getFileName() + "-" + name + ".out"),
                whole);
    }

    /**
     * Returns when all are ready.
     *
     * @param environment of every JVM, beside the ports
     * @param count replicas of each service
     * @param checkout whose build the replicas run; broker, simulated vendors and console are always of this version
     */
    public static ReplicatedStack start(Path data, Map<String, String> environment, int count, Path checkout) {
        var stack = new ReplicatedStack(data, environment, count);
        try {
            if (!checkout.equals(thisVersion())) { // as before an upgrade: its topics and schemas are there
                stack.common.start(checkout);
                stack.common.awaitReady(READY_WITHIN);
                stack.common.interrupt(STOPPED_WITHIN);
            }
            // The other JVMs find the keysets that the first start creates.
            stack.common.start();
            stack.common.awaitReady(READY_WITHIN);
            for (var number = 1; number <= count; number++) { // all at once are too many for two cores
                var some = stack.numbered(number);
                some.forEach(replica -> replica.start(checkout));
                some.forEach(replica -> replica.awaitReady(READY_WITHIN));
            }
            return stack;
        } catch (RuntimeException | AssertionError e) {
            stack.close();
            throw e;
        }
    }

    private List<CompanionJvm> numbered(int number) {
        return replicas.entrySet().stream()
                .filter(each -> each.getKey().number() == number)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** In the order in which they are rolled: all of a service, then the next service. */
    public List<Replica> replicas() {
        return SERVICES.stream()
                .flatMap(service -> replicas.keySet().stream()
                        .filter(replica -> replica.service().equals(service)))
                .toList();
    }

    /** As Kubernetes does it: SIGTERM, and a wait until the process has ended. */
    public void stop(Replica replica) {
        find(replica).interrupt(STOPPED_WITHIN);
    }

    /**
     * Returns when it is ready.
     *
     * @param checkout whose build is run
     */
    public void start(Replica replica, Path checkout) {
        find(replica).start(checkout);
        find(replica).awaitReady(READY_WITHIN);
    }

    private CompanionJvm find(Replica replica) {
        return Objects.requireNonNull(replicas.get(replica), replica::toString);
    }

    /** The checkout of this version. */
    public static Path thisVersion() {
        return CompanionJvm.home();
    }

    public Ports ports() {
        return ports;
    }

    public TopicRows topics() {
        return new TopicRows(access, ports.registry());
    }

    /** Kills all: their messages while the broker goes before them do not help a diagnosis. */
    @Override
    public void close() {
        replicas.values().forEach(CompanionJvm::endAtOnce);
        common.endAtOnce();
    }
}
