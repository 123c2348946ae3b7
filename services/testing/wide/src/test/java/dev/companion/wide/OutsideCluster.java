package dev.companion.wide;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A Kafka cluster and a schema registry of another team: SASL_SSL with SCRAM-SHA-512, rights for named principals
 * alone, a registry with users and passwords over https, and certificates of a private authority.
 */
final class OutsideCluster implements AutoCloseable {

    /** The owner of the cluster, who may do everything. */
    static final String OWNER = "owner";

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final String INSIDE = "%s required username=\"broker\" password=\"%s\" user_broker=\"%2$s\";"
            .formatted("org.apache.kafka.common.security.plain.PlainLoginModule", "of-the-broker");

    private final Path directory;
    private final Ports ports = Ports.free();
    private final Authority authority;
    private final List<OutsideJvm> running = new ArrayList<>();

    OutsideCluster(Path directory) throws IOException {
        this.directory = directory;
        this.authority = new Authority(directory.resolve("certificates"));
        Files.createDirectories(directory.resolve("config"));
    }

    void start() throws IOException {
        startRegistry();
        startBroker();
        await().atMost(READY_WITHIN).until(this::brokerListens);
        await().atMost(READY_WITHIN).until(this::registryAnswers);
    }

    Path certificate() {
        return authority.certificate();
    }

    String bootstrap() {
        return "localhost:" + ports.of(Ports.KAFKA);
    }

    String registry() {
        return "https://localhost:%d/apis/ccompat/v7".formatted(ports.of(Ports.REGISTRY));
    }

    Ports ports() {
        return ports;
    }

    static String passwordOf(String principal) {
        return "password-of-" + principal;
    }

    /** A file with the login of a principal, as a secret holds it. */
    Path credentials(String principal, String password) throws IOException {
        return Files.writeString(
                directory.resolve(principal + "-" + password.length() + ".properties"),
                "sasl.jaas.config=%s required username=\"%s\" password=\"%s\";%n"
                        .formatted("org.apache.kafka.common.security.scram.ScramLoginModule", principal, password));
    }

    /** The owner lets others sign in; they may do nothing yet. */
    void admit(List<String> principals) throws ExecutionException, InterruptedException {
        try (var admin = owner()) {
            admin.alterUserScramCredentials(principals.stream()
                            .<UserScramCredentialAlteration>map(name -> new UserScramCredentialUpsertion(
                                    name,
                                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                                    passwordOf(name)))
                            .toList())
                    .all()
                    .get();
        }
    }

    Admin owner() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrap());
        config.put("security.protocol", "SASL_SSL");
        config.put("sasl.mechanism", "SCRAM-SHA-512");
        config.put("ssl.truststore.type", "PEM");
        config.put("ssl.truststore.location", certificate().toString());
        config.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(OWNER, passwordOf(OWNER)));
        return Admin.create(config);
    }

    private void startBroker() throws IOException {
        var inside = ports.withOtherManagement().of(Ports.MANAGEMENT);
        var controller = ports.withOtherManagement().of(Ports.MANAGEMENT);
        var settings = Files.writeString(directory.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%4$d
                controller.listener.names=CONTROLLER
                listeners=CLIENTS://:%2$d,INSIDE://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
                advertised.listeners=CLIENTS://localhost:%2$d,INSIDE://127.0.0.1:%3$d
                listener.security.protocol.map=CLIENTS:SASL_SSL,INSIDE:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
                inter.broker.listener.name=INSIDE
                sasl.mechanism.inter.broker.protocol=PLAIN
                sasl.mechanism.controller.protocol=PLAIN
                listener.name.inside.sasl.enabled.mechanisms=PLAIN
                listener.name.inside.plain.sasl.jaas.config=%5$s
                listener.name.controller.sasl.enabled.mechanisms=PLAIN
                listener.name.controller.plain.sasl.jaas.config=%5$s
                listener.name.clients.sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.clients.scram-sha-512.sasl.jaas.config=%6$s required;
                listener.name.clients.ssl.keystore.type=PKCS12
                listener.name.clients.ssl.keystore.location=%7$s
                listener.name.clients.ssl.keystore.password=%8$s
                listener.name.clients.ssl.key.password=%8$s
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                allow.everyone.if.no.acl.found=false
                super.users=User:broker;User:%9$s
                auto.create.topics.enable=false
                log.dirs=%1$s
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.num.partitions=4
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
                log.cleaner.dedupe.buffer.size=8388608
                log.index.size.max.bytes=262144
                """.formatted(
                        directory.resolve("kafka"),
                        ports.of(Ports.KAFKA),
                        inside,
                        controller,
                        INSIDE,
                        "org.apache.kafka.common.security.scram.ScramLoginModule",
                        authority.server("broker"),
                        Authority.PASSWORD,
                        OWNER));
        var format = java(
                "format",
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                "b3V0c2lkZS1jbHVzdGVyLQ",
                "--config",
                settings.toString(),
                "--add-scram",
                "SCRAM-SHA-512=[name=%s,password=%s]".formatted(OWNER, passwordOf(OWNER)));
        if (format.exitCode() != 0) {
            throw new AssertionError(format.said());
        }
        running.add(java("broker", "kafka.Kafka", settings.toString()));
    }

    private OutsideJvm java(String name, String... arguments) {
        var all = new ArrayList<>(List.of("-cp", OutsideJvm.libraries()));
        all.addAll(List.of(arguments));
        return OutsideJvm.start(directory, name, Map.of(), all);
    }

    private void startRegistry() throws IOException {
        Files.writeString(directory.resolve("config/application.properties"), """
                quarkus.http.host=127.0.0.1
                quarkus.http.ssl-port=%d
                quarkus.http.insecure-requests=disabled
                quarkus.http.ssl.certificate.key-store-file=%s
                quarkus.http.ssl.certificate.key-store-password=%s
                quarkus.management.host=127.0.0.1
                quarkus.management.port=%d
                quarkus.http.auth.basic=true
                quarkus.security.users.embedded.plain-text=true
                quarkus.security.users.embedded.users.writer=%s
                quarkus.security.users.embedded.roles.writer=sr-developer
                quarkus.security.users.embedded.users.reader=%s
                quarkus.security.users.embedded.roles.reader=sr-readonly
                apicurio.auth.role-based-authorization=true
                apicurio.rules.global.compatibility=BACKWARD
                """.formatted(
                        ports.of(Ports.REGISTRY),
                        authority.server("registry"),
                        Authority.PASSWORD,
                        ports.withOtherManagement().of(Ports.MANAGEMENT),
                        passwordOf("writer"),
                        passwordOf("reader")));
        var program = OutsideJvm.home().resolve("services/standalone/target/registry/quarkus-run.jar");
        running.add(OutsideJvm.start(directory, "registry", Map.of(), List.of("-jar", program.toString())));
    }

    private boolean brokerListens() {
        running.forEach(OutsideJvm::saidAlive);
        try (var socket = new Socket("localhost", ports.of(Ports.KAFKA))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A stranger's handshake fails as soon as it listens, since its certificate is of a private authority. */
    private boolean registryAnswers() throws IOException {
        running.forEach(OutsideJvm::saidAlive);
        try {
            var answer = (HttpURLConnection)
                    URI.create(registry() + "/subjects").toURL().openConnection();
            return answer.getResponseCode() > 0;
        } catch (SSLHandshakeException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        running.forEach(OutsideJvm::close);
    }
}
