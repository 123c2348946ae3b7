package dev.companion.standalone;

import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.access.BrokerAccess;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;

/**
 * A complete Kafka broker with its controller, whose data directory survives it. Listens on loopback only, and admits
 * no client without credentials; in the demo, a listener of its own is for clients without any, which may only read.
 */
final class Broker implements AutoCloseable {

    private static final int NODE_ID = 1;
    // One installation, one node: the id must only be the same at every start.
    private static final String CLUSTER_ID = "Y29tcGFuaW9uLXNvbG8tMQ";

    private final KafkaRaftServer server;
    private final int internalPort;
    private final BrokerAccess access;

    private Broker(KafkaRaftServer server, int internalPort, BrokerAccess access) {
        this.server = server;
        this.internalPort = internalPort;
        this.access = access;
    }

    /** @param openPort where clients without credentials are admitted; null for none */
    static Broker start(Path directory, int port, @Nullable Integer openPort) {
        var internalPort = RegistryProcess.freePort();
        var access = new BrokerAccess(AccessFiles.newPassword()); // in the memory of this process only
        var properties = properties(directory, port, internalPort, RegistryProcess.freePort());
        properties.putAll(BrokerAccess.settings());
        properties.putAll(access.secrets());
        if (openPort != null) {
            open(properties, openPort);
        }
        try {
            new Formatter()
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
        } catch (Exception e) { // the formatter declares nothing narrower
            throw new StartRefused(
                    "Kafka in %s: its directory cannot be prepared: %s".formatted(directory, e.getMessage()));
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        return new Broker(server, internalPort, access);
    }

    /** As the broker itself, which grants the rights of all others. */
    Admin admin() {
        Map<String, Object> config = new HashMap<>(access.client());
        config.put("bootstrap.servers", "127.0.0.1:" + internalPort);
        return Admin.create(config);
    }

    private static void open(Properties p, int port) {
        p.merge("listeners", ",OPEN://127.0.0.1:" + port, (known, more) -> known.toString() + more);
        p.merge("advertised.listeners", ",OPEN://127.0.0.1:" + port, (known, more) -> known.toString() + more);
        p.merge("listener.security.protocol.map", ",OPEN:PLAINTEXT", (known, more) -> known.toString() + more);
    }

    private static Properties properties(Path directory, int port, int internalPort, int controllerPort) {
        var p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE_ID));
        p.put("controller.listener.names", "CONTROLLER");
        var forClients = "CLIENTS://127.0.0.1:%d,INTERNAL://127.0.0.1:%d".formatted(port, internalPort);
        p.put("listeners", forClients + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.put("advertised.listeners", forClients);
        p.put(
                "listener.security.protocol.map",
                "CLIENTS:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        p.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
        p.put("log.dirs", directory.toString());
        p.put("auto.create.topics.enable", "false");
        p.put("num.partitions", "12");
        p.put("default.replication.factor", "1");
        p.put("min.insync.replicas", "1");
        for (var internal : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.put(internal + ".num.partitions", "4");
            p.put(internal + ".replication.factor", "1");
        }
        // Small segments, so that idle data is compacted and not read again at every start.
        p.put("offsets.topic.segment.bytes", "8388608");
        p.put("transaction.state.log.segment.bytes", "8388608");
        // Longer than the retention of intents, so that none is delivered again.
        p.put("offsets.retention.minutes", "43200");
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        // An open transaction of an instance that is gone blocks its partitions until it times out.
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A killed broker can rejoin only after its old session has ended: keep that short. On a busy machine the
        // broker
        // may lose its session for a moment; it then joins again, and requests take some seconds.
        p.put("broker.session.timeout.ms", "3000");
        p.put("broker.heartbeat.interval.ms", "500");
        // Memory that a single small node does not need.
        p.put("log.cleaner.dedupe.buffer.size", "8388608");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("log.segment.bytes", "67108864");
        p.put("log.index.size.max.bytes", "262144");
        return p;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
