package dev.companion.runtime.access;

import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * What is done in a cluster before the services start: passwords, rights, topics and schemas. The services themselves
 * may create none of them.
 */
public final class AdminJob {

    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final AccessFiles files;

    public AdminJob(AccessFiles files) {
        this.files = files;
    }

    /** Makes the credentials that are missing. No broker needs to run. */
    public void ensureCredentials() {
        files.ensure(AccessRights.principals(catalogue));
        files.writeForLibrdkafka(AccessRights.READER);
    }

    /**
     * Grants what the catalogue says, and takes away what it does not.
     *
     * @param admin of a super user
     * @param anonymous whether anybody may read the public topics
     */
    public void grant(Admin admin, boolean anonymous) throws InterruptedException {
        new ClusterAccess(catalogue, anonymous).apply(admin, files);
    }

    /**
     * A gate that opens when all topics and schemas are there. As the administrator, it creates the missing topics and,
     * as soon as the registry answers, registers the missing schemas.
     *
     * @param registry further properties of the registry's client: credentials that may write
     * @param replication of new topics; null as the catalogue says
     */
    public ContractGate topicsAndSchemas(
            String bootstrapServers, String registryUrl, Map<String, String> registry, @Nullable Short replication) {
        var properties = new RuntimeProperties(
                AccessRights.ADMIN,
                catalogue.instance().name(),
                new RuntimeProperties.Kafka(bootstrapServers, "none", "none", Map.of(), files.file(AccessRights.ADMIN)),
                new RuntimeProperties.Registry(registryUrl, registry),
                new RuntimeProperties.TopicSettings(true, null, replication),
                new RuntimeProperties.Streams(
                        Duration.ofMillis(20),
                        Duration.ofMillis(20),
                        1,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(6),
                        ""),
                new RuntimeProperties.Secrets(null, null),
                new RuntimeProperties.Metrics(false),
                new RuntimeProperties.Contract(Duration.ofSeconds(30)),
                new RuntimeProperties.Tracing("", 0));
        return ContractGate.of(
                properties,
                new KafkaClients(properties),
                new TopicContract(catalogue, properties.service(), properties.topics()),
                new SchemaContract(catalogue, properties),
                List.of());
    }
}
