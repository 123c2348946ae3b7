package dev.companion.runtime.contract;

import dev.companion.runtime.RuntimeProperties;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the topics of a service against the catalogue, and no others: a service may see only its own. A topic that lacks compaction silently loses state, and a different number of
 * partitions splits a tenant, so every difference is refused and named; nothing is repaired automatically.
 */
public final class TopicContract {

    private final List<Row> rows;
    private final RuntimeProperties.TopicSettings settings;

    /** @param service whose topics are checked; all of them if it is not the name of a service */
    public TopicContract(TopicCatalogue catalogue, String service, RuntimeProperties.TopicSettings settings) {
        this.rows = catalogue.rowsOf(service);
        this.settings = settings;
    }

    /** Creates missing topics if that is allowed. Throws if a topic differs. */
    public void settle(Admin admin) throws ExecutionException, InterruptedException {
        var missing = missing(admin);
        if (!missing.isEmpty()) {
            if (!settings.apply()) {
                throw new ContractException(
                        "topics missing: %s. Create them as topics.yaml says, or start once with companion.topics.apply=true"
                                .formatted(missing.stream().map(Row::name).collect(Collectors.joining(", "))));
            }
            create(admin, missing);
        }
        var differences = differences(admin);
        if (!differences.isEmpty()) {
            throw new ContractException(
                    "topics differ from the catalogue: %s. Nothing was started; correct the topics or the settings"
                            .formatted(String.join("; ", differences)));
        }
    }

    private List<Row> missing(Admin admin) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(names()).topicNameValues();
        var missing = new ArrayList<Row>();
        for (var row : rows) {
            try {
                Objects.requireNonNull(described.get(row.name())).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(row);
            }
        }
        return missing;
    }

    private List<String> names() {
        return rows.stream().map(Row::name).toList();
    }

    private void create(Admin admin, List<Row> rows) throws ExecutionException, InterruptedException {
        var topics = rows.stream()
                .map(row ->
                        new NewTopic(row.name(), Optional.of(partitions(row)), replication(row)).configs(row.config()))
                .toList();
        for (var created : admin.createTopics(topics).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another service was quicker
                    throw e;
                }
            }
        }
    }

    private List<String> differences(Admin admin) throws ExecutionException, InterruptedException {
        var names = names();
        var described = admin.describeTopics(names).allTopicNames().get();
        var configs = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all()
                .get();
        var differences = new ArrayList<String>();
        for (var row : rows) {
            differences.addAll(differences(
                    row,
                    described.get(row.name()),
                    configs.get(new ConfigResource(ConfigResource.Type.TOPIC, row.name()))));
        }
        return differences;
    }

    private List<String> differences(Row row, @Nullable TopicDescription topic, @Nullable Config config) {
        if (topic == null || config == null) {
            return List.of(row.name() + " no longer exists");
        }
        var differences = new ArrayList<String>();
        if (topic.partitions().size() != partitions(row)) {
            differences.add("%s has %d partitions (expected: %d)"
                    .formatted(row.name(), topic.partitions().size(), partitions(row)));
        }
        for (Map.Entry<String, String> expected : row.config().entrySet()) {
            var actual = config.get(expected.getKey());
            if (actual == null || !expected.getValue().equals(actual.value())) {
                differences.add("%s has %s=%s (expected: %s)"
                        .formatted(
                                row.name(),
                                expected.getKey(),
                                actual == null ? "nothing" : actual.value(),
                                expected.getValue()));
            }
        }
        return differences;
    }

    private int partitions(Row row) {
        return settings.partitions() == null ? row.partitions() : settings.partitions();
    }

    private Optional<Short> replication(Row row) {
        return Optional.of(settings.replication() == null ? (short) row.replication() : settings.replication());
    }
}
