package dev.companion.operations.connection;

import dev.companion.operations.domain.Tools;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.RuntimeProperties;
import org.apache.kafka.clients.admin.Admin;

/** A cluster and a registry, and who asks them. */
public record Connection(RuntimeProperties properties) {

    /** Names the cluster in its messages; credentials that cannot be read end it. */
    public Admin admin() {
        return Admin.create(new KafkaClients(properties).adminConfig());
    }

    /** Kafka's own tools for the same cluster. */
    public Tools tools() {
        var credentials = properties.kafka().credentials();
        return new Tools(properties.kafka().bootstrapServers(), credentials == null ? null : credentials.toString());
    }
}
