package dev.companion.containers;

import java.time.Duration;
import java.util.Objects;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;

/** A broker that admits the containers beside it with a password alone: {@code kafka:19092}, SASL/PLAIN. */
final class PasswordBroker extends KafkaContainer {

    static final String ADDRESS = "kafka:19092";
    static final String PASSWORD = "the-right-one-7f3a";

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(5);
    private static final String USER = "service";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String PROTOCOLS = "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP";

    PasswordBroker(Network network) {
        super(Images.KAFKA);
        withImagePullPolicy(_ -> false);
        withNetwork(network);
        withListener(ADDRESS);
        withStartupTimeout(STARTED_WITHIN);
        withEnv("KAFKA_LISTENER_NAME_TC___0_SASL_ENABLED_MECHANISMS", "PLAIN");
        withEnv(
                "KAFKA_LISTENER_NAME_TC___0_PLAIN_SASL_JAAS_CONFIG",
                "%s user_%s=\"%s\";".formatted(LOGIN, USER, PASSWORD));
        withEnv("KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m");
    }

    /** The listener that Testcontainers adds has no password. */
    @Override
    protected void configure() {
        super.configure();
        var protocols = Objects.requireNonNull(getEnvMap().get(PROTOCOLS));
        addEnv(PROTOCOLS, protocols.replace("TC-0:PLAINTEXT", "TC-0:SASL_PLAINTEXT"));
    }

    /** Properties of a client. */
    static String client(String password) {
        return """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s username="%s" password="%s";
                """.formatted(LOGIN, USER, password);
    }
}
