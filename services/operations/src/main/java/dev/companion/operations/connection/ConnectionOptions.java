package dev.companion.operations.connection;

import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.access.AccessRights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import picocli.CommandLine.Option;

/** Options of all commands; what is not given is taken from the environment, by the same variables as a service's. */
public final class ConnectionOptions {

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "brokers, comma-separated (COMPANION_KAFKA_BOOTSTRAPSERVERS; localhost:9092)")
    private @Nullable String bootstrap;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description =
                    "properties of a Kafka client: who asks (COMPANION_KAFKA_CREDENTIALS, COMPANION_KAFKA_PROPERTIES_…)")
    private @Nullable Path credentials;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "base address of the schema registry (COMPANION_REGISTRY_URL; http://localhost:8081)")
    private @Nullable String registry;

    @Option(
            names = "--registry-credentials",
            paramLabel = "FILE",
            description =
                    "properties of a registry client, such as basic.auth.user.info (COMPANION_REGISTRY_PROPERTIES_…)")
    private @Nullable Path registryCredentials;

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "replicas of new topics (COMPANION_TOPICS_REPLICATION; as topics.yaml says)")
    private @Nullable Short replication;

    /**
     * The settings of a service named admin.
     *
     * @param environment variables of this process
     */
    public Connection connection(Map<String, String> environment) {
        Map<String, Object> given = new HashMap<>();
        given.put("companion.service", AccessRights.ADMIN);
        given.put("companion.topics.apply", true);
        put(given, "companion.kafka.bootstrap-servers", bootstrap);
        put(given, "companion.kafka.credentials", credentials);
        put(given, "companion.registry.url", registry);
        put(given, "companion.topics.replication", replication);
        if (registryCredentials != null) {
            AccessFiles.read(registryCredentials)
                    .forEach((name, value) -> given.put("companion.registry.properties." + name, value));
        }
        var sources = new MutablePropertySources();
        sources.addLast(new MapPropertySource("options", given));
        sources.addLast(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment)));
        var properties = new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate("companion", RuntimeProperties.class);
        return new Connection(properties);
    }

    private static void put(Map<String, Object> given, String name, @Nullable Object value) {
        if (value != null) {
            given.put(name, value.toString());
        }
    }
}
