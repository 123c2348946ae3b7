package dev.companion.operations.domain;

import org.jspecify.annotations.Nullable;

/**
 * Kafka's own command-line tools, as a person types them for one cluster.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param credentials file with properties of a client; null if the cluster needs none
 */
public record Tools(String bootstrapServers, @Nullable String credentials) {

    String command(String tool, String arguments) {
        return "%s --bootstrap-server %s%s %s"
                .formatted(
                        tool,
                        bootstrapServers,
                        credentials == null ? "" : " --command-config " + credentials,
                        arguments);
    }
}
