package dev.companion.runtime.access;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * The settings of a broker of our own that admits no client without credentials: principals sign in at the listener
 * {@code CLIENTS}, and only the broker itself, which may do everything, at {@code INTERNAL} and {@code CONTROLLER}.
 */
public final class BrokerAccess {

    private static final String SUPER_USER = "broker";

    private final String password;

    /** @param password of the broker itself */
    public BrokerAccess(String password) {
        this.password = password;
    }

    /** Settings of the broker without the secret ones. */
    public static Map<String, String> settings() {
        return Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:" + SUPER_USER,
                "inter.broker.listener.name",
                "INTERNAL",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                "listener.name.internal.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.controller.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.clients.sasl.enabled.mechanisms",
                AccessFiles.MECHANISM,
                "listener.name.clients." + AccessFiles.MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                ScramLoginModule.class.getName() + " required;");
    }

    /** Settings of the broker that contain its password. */
    public Map<String, String> secrets() {
        var login = login().replace(";", " user_%s=\"%s\";".formatted(SUPER_USER, password));
        return Map.of(
                "listener.name.internal.plain.sasl.jaas.config", login,
                "listener.name.controller.plain.sasl.jaas.config", login);
    }

    /** Properties of a client that signs in as the broker, at its internal listener. */
    public Map<String, String> client() {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login());
    }

    private String login() {
        return PlainLoginModule.class.getName()
                + " required username=\"%s\" password=\"%s\";".formatted(SUPER_USER, password);
    }

    /** As lines of a properties file. None of our values needs escaping. */
    static String lines(Map<String, String> properties) {
        var lines = new StringBuilder();
        properties.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        return lines.toString();
    }
}
