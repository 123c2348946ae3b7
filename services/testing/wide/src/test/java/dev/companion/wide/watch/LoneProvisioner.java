package dev.companion.wide.watch;

import dev.companion.stack.Ports;
import dev.companion.stack.SplitStack;
import dev.companion.wide.OutsideJvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more provisioner of a stack in a process of its own, which is installed in a wrong way. */
final class LoneProvisioner implements AutoCloseable {

    private final Process process;

    private LoneProvisioner(Process process) {
        this.process = process;
    }

    /**
     * Does not wait until it is ready.
     *
     * @param port of health and metrics
     * @param options of the JVM
     * @param properties instead of or beside those that connect it to the stack
     */
    static LoneProvisioner start(SplitStack stack, int port, List<String> options, Map<String, String> properties)
            throws IOException {
        var simulator = stack.ports().of(Ports.SIMULATOR);
        var all = new java.util.TreeMap<>(Map.of(
                "companion.service", "provisioner",
                "server.port", Integer.toString(port),
                "companion.kafka.bootstrap-servers", stack.ports().kafka(),
                "companion.kafka.credentials",
                        stack.access().file("provisioner").toString(),
                "companion.registry.url", stack.ports().registry(),
                "companion.topics.replication", "1",
                "companion.secrets.private-keyset",
                        stack.data().resolve("keys/secrets.private.json").toString(),
                "companion.vendors.allowed-rmm-hosts", "localhost:" + (simulator + 1),
                "companion.vendors.plain-http", "true"));
        all.putAll(properties);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.add("-cp");
        command.add(OutsideJvm.librariesWithoutPages());
        command.add("dev.companion.provisioner.ProvisionerApplication");
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new LoneProvisioner(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(
                        stack.data().resolveSibling("lone-provisioner.out").toFile()))
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Collects the garbage of its whole heap, as {@code jcmd} does. */
    void collect() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor(30, TimeUnit.SECONDS);
    }

    /** As Kubernetes does it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
