package dev.companion.runtime.contract;

import dev.companion.runtime.RuntimeProperties;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the topics of a service against the catalogue, and no others: a service may see only its own. A topic that lacks compaction silently loses state, and a different number of
 * partitions splits a tenant, so every difference is refused and named; nothing is repaired automatically.
 */
public final class TopicContract {

    /**
     * What of the catalogue a cluster does not have.
     *
     * @param missing topics
     * @param differences settings of the topics that are there
     */
    public record Comparison(List<Row> missing, List<Difference> differences) {}

    /**
     * A setting of a topic that is not as the catalogue says.
     *
     * @param setting {@link #PARTITIONS}, or the name of the setting in Kafka
     * @param found null if the topic does not have it
     */
    public record Difference(
            Row row, String setting, @Nullable String found, String expected) {

        @Override
        public String toString() {
            return setting.equals(PARTITIONS)
                    ? "%s has %s partitions (expected: %s)".formatted(row.name(), found, expected)
                    : "%s has %s=%s (expected: %s)"
                            .formatted(row.name(), setting, found == null ? "nothing" : found, expected);
        }
    }

    /** The number of partitions, as a setting. */
    public static final String PARTITIONS = "partitions";

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
        var differences = differences(admin, rows);
        if (!differences.isEmpty()) {
            throw new ContractException("topics differ from the catalogue: %s. Correct the topics or the settings"
                    .formatted(differences.stream().map(Difference::toString).collect(Collectors.joining("; "))));
        }
    }

    /** Changes nothing. */
    public Comparison compare(Admin admin) throws ExecutionException, InterruptedException {
        var missing = missing(admin);
        var there = rows.stream().filter(row -> !missing.contains(row)).toList();
        return new Comparison(missing, differences(admin, there));
    }

    /** Creates missing topics, and leaves those that are there as they are. */
    public void create(Admin admin) throws ExecutionException, InterruptedException {
        create(admin, missing(admin));
    }

    private List<Row> missing(Admin admin) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(names(rows)).topicNameValues();
        var missing = new ArrayList<Row>();
        var hidden = new TreeSet<String>();
        for (var row : rows) {
            try {
                Objects.requireNonNull(described.get(row.name())).get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    hidden.add(row.name());
                } else if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    missing.add(row);
                } else {
                    throw e;
                }
            }
        }
        if (!hidden.isEmpty()) {
            throw new ExecutionException(new TopicAuthorizationException(hidden)); // the broker's own names none
        }
        return missing;
    }

    private static List<String> names(List<Row> rows) {
        return rows.stream().map(Row::name).toList();
    }

    private void create(Admin admin, List<Row> rows) throws ExecutionException, InterruptedException {
        var topics = rows.stream()
                .map(row -> new NewTopic(row.name(), Optional.of(partitions(row)), Optional.of(replication(row)))
                        .configs(row.config()))
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

    private List<Difference> differences(Admin admin, List<Row> there) throws ExecutionException, InterruptedException {
        var names = names(there);
        var described = admin.describeTopics(names).allTopicNames().get();
        var configs = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all()
                .get();
        var differences = new ArrayList<Difference>();
        for (var row : there) {
            differences.addAll(differences(
                    row,
                    described.get(row.name()),
                    configs.get(new ConfigResource(ConfigResource.Type.TOPIC, row.name()))));
        }
        return differences;
    }

    private List<Difference> differences(Row row, @Nullable TopicDescription topic, @Nullable Config config) {
        var partitions = topic == null ? 0 : topic.partitions().size();
        var differences = new ArrayList<Difference>();
        if (partitions != partitions(row)) {
            differences.add(
                    new Difference(row, PARTITIONS, Integer.toString(partitions), Integer.toString(partitions(row))));
        }
        for (Map.Entry<String, String> expected : row.config().entrySet()) {
            var entry = config == null ? null : config.get(expected.getKey());
            var actual = entry == null ? null : entry.value();
            if (!expected.getValue().equals(actual)) {
                differences.add(new Difference(row, expected.getKey(), actual, expected.getValue()));
            }
        }
        return differences;
    }

    /** How many partitions the topic must have. */
    public int partitions(Row row) {
        return settings.partitions() == null ? row.partitions() : settings.partitions();
    }

    /** How many replicas the topic gets when it is created. */
    public short replication(Row row) {
        return settings.replication() == null ? (short) row.replication() : settings.replication();
    }
}
