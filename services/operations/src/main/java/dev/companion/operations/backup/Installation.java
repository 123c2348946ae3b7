package dev.companion.operations.backup;

import dev.companion.operations.connection.ConsumerGroups;
import dev.companion.operations.domain.backup.Contents;
import dev.companion.operations.domain.backup.Contents.KnownTopic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Kind;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Service;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Topics and consumer groups of our services in a cluster, as its administrator sees them. */
final class Installation {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    private final Admin admin;
    private final ConsumerGroups groups;

    Installation(Admin admin) {
        this.admin = admin;
        this.groups = new ConsumerGroups(admin, CATALOGUE);
    }

    /** What the catalogue of this build says. */
    static Contents contents() {
        var streams = CATALOGUE.services().stream()
                .filter(Service::streams)
                .map(Service::name)
                .collect(Collectors.toSet());
        return new Contents(
                CATALOGUE.rows().stream()
                        .map(row -> new KnownTopic(
                                row.name(),
                                row.kind() == Kind.STATE,
                                row.record() != null && row.visibility() != Visibility.NO,
                                row.readers().stream().anyMatch(streams::contains)))
                        .toList(),
                CATALOGUE.services().stream()
                        .filter(Service::streams)
                        .map(Service::applicationId)
                        .collect(Collectors.toSet()));
    }

    static int partitionsOf(String topic) {
        return CATALOGUE.rows().stream()
                .filter(row -> row.name().equals(topic))
                .findFirst()
                .map(Row::partitions)
                .orElse(0);
    }

    String cluster() throws ExecutionException, InterruptedException {
        return admin.describeCluster().clusterId().get();
    }

    /** Partitions of each topic of ours that is there: those of the catalogue, and changelogs. */
    Map<String, Integer> topics() throws ExecutionException, InterruptedException {
        var contents = contents();
        var ours = Set.copyOf(contents.all());
        var names = admin.listTopics().names().get().stream()
                .filter(name -> ours.contains(name) || contents.isChangelog(name))
                .toList();
        var topics = new TreeMap<String, Integer>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topics.put(name, topic.partitions().size()));
        return topics;
    }

    static List<TopicPartition> partitions(Map<String, Integer> topics) {
        return topics.entrySet().stream()
                .flatMap(topic ->
                        IntStream.range(0, topic.getValue()).mapToObj(each -> new TopicPartition(topic.getKey(), each)))
                .toList();
    }

    /** Members of each consumer group of our services. */
    Map<String, Integer> members() throws ExecutionException, InterruptedException {
        var members = new TreeMap<String, Integer>();
        for (var group : groups.names()) {
            members.put(group, groups.members(group));
        }
        return members;
    }

    /** Groups of our services with committed offsets. */
    Set<String> groupsWithOffsets() throws ExecutionException, InterruptedException {
        var with = new TreeSet<String>();
        for (var group : groups.names()) {
            if (!groups.offsets(group).isEmpty()) {
                with.add(group);
            }
        }
        return with;
    }

    /** Committed offsets of a group. */
    Map<TopicPartition, Long> offsets(String group) throws ExecutionException, InterruptedException {
        return groups.offsets(group);
    }
}
