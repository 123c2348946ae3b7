package dev.companion.console.streams;

import dev.companion.schemas.TopicCatalogue.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers how the public topics are: eight requests, whatever the number of tenants. */
final class TopicsReader {

    /** In the order of their names; more are not looked at. */
    static final int GROUPS_MAX = 200;

    private final List<Row> rows;

    TopicsReader(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    Map<String, TopicLook> read(Admin admin) throws ExecutionException, InterruptedException {
        var names = rows.stream().map(Row::name).toList();
        var partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        var starts = offsets(admin, partitions, OffsetSpec.earliest());
        var ends = offsets(admin, partitions, OffsetSpec.latest());
        var bytes = bytes(admin, partitions);
        var lags = lags(admin, ends);
        var configs = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all()
                .get();
        var looks = new HashMap<String, TopicLook>();
        configs.forEach((resource, config) -> looks.put(
                resource.name(),
                new TopicLook(
                        of(resource.name(), starts),
                        of(resource.name(), ends),
                        bytes == null ? null : of(resource.name(), bytes),
                        config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("compact"),
                        Long.parseLong(
                                config.get(TopicConfig.SEGMENT_BYTES_CONFIG).value()),
                        lags == null ? null : lags.getOrDefault(resource.name(), Map.of()))));
        return looks;
    }

    private static Map<Integer, Long> of(String topic, Map<TopicPartition, Long> all) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Collection<TopicPartition> of, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var asked = of.stream().collect(Collectors.toMap(partition -> partition, _ -> spec));
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** Of the largest replica; null if the brokers may not or cannot tell. */
    private static @Nullable Map<TopicPartition, Long> bytes(Admin admin, Collection<TopicPartition> of)
            throws ExecutionException, InterruptedException {
        try {
            var brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            var bytes = new HashMap<TopicPartition, Long>();
            admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .forEach(directory -> directory.replicaInfos().forEach((partition, replica) -> {
                        if (!replica.isFuture()) {
                            bytes.merge(partition, replica.size(), Math::max);
                        }
                    }));
            bytes.keySet().retainAll(of);
            return bytes.isEmpty() ? null : bytes; // without the right, brokers answer with nothing
        } catch (ExecutionException e) {
            return unknown(e);
        }
    }

    /** By topic and group; null if the brokers may not tell. */
    private static @Nullable Map<String, Map<String, Long>> lags(Admin admin, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        try {
            var asked = admin.listGroups().all().get().stream()
                    .filter(group ->
                            group.type().filter(type -> type == GroupType.SHARE).isEmpty())
                    .map(GroupListing::groupId)
                    .sorted()
                    .limit(GROUPS_MAX)
                    .collect(Collectors.toMap(
                            group -> group, _ -> new ListConsumerGroupOffsetsSpec().topicPartitions(ends.keySet())));
            var lags = new HashMap<String, Map<String, Long>>();
            if (asked.isEmpty()) {
                return lags;
            }
            for (var group : admin.listConsumerGroupOffsets(asked).all().get().entrySet()) {
                group.getValue().forEach((partition, committed) -> {
                    var end = ends.get(partition);
                    if (committed != null && end != null) { // null: the group has read nothing there
                        lags.computeIfAbsent(partition.topic(), _ -> new HashMap<>())
                                .merge(group.getKey(), Math.max(0, end - committed.offset()), Long::sum);
                    }
                });
            }
            return lags;
        } catch (ExecutionException e) {
            return unknown(e);
        }
    }

    private static <T> @Nullable T unknown(ExecutionException failure) throws ExecutionException {
        if (failure.getCause() instanceof AuthorizationException
                || failure.getCause() instanceof UnsupportedVersionException
                || failure.getCause() instanceof InvalidRequestException) {
            return null;
        }
        throw failure;
    }
}
