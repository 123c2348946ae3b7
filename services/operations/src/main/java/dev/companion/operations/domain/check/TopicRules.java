package dev.companion.operations.domain.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Changelogs, which Kafka Streams creates and no catalogue lists, and topics that should not be there. */
public final class TopicRules {

    private static final String CHECK = "changelogs";

    /** A topic whose name begins as ours do, as it is in the cluster. */
    public record Topic(String name, int partitions, String cleanupPolicy) {}

    private TopicRules() {}

    /**
     * @param topics all topics whose names begin with {@code companion}
     * @param catalogue names of the topics of the catalogue
     * @param applications application ids of the services that run Kafka Streams
     * @param working those of them with committed offsets
     * @param partitions of every topic
     */
    public static List<Finding> of(
            Collection<Topic> topics,
            Set<String> catalogue,
            Set<String> applications,
            Set<String> working,
            int partitions) {
        var findings = new ArrayList<Finding>();
        for (var topic : topics) {
            if (catalogue.contains(topic.name())) {
                continue;
            }
            if (applications.stream().noneMatch(id -> isChangelog(topic, id))) {
                findings.add(Finding.warning(
                        CHECK,
                        topic.name(),
                        "a topic that neither the catalogue nor a service of this build knows",
                        "no other topic named companion…",
                        "look what is in it and who writes it; if no older release needs it: kafka-topics.sh --delete --topic "
                                + topic.name()));
                continue;
            }
            if (!topic.cleanupPolicy().equals("compact")) {
                findings.add(Finding.fault(
                        CHECK,
                        topic.name(),
                        "cleanup.policy=" + topic.cleanupPolicy(),
                        "cleanup.policy=compact: else state is lost with its age",
                        "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config cleanup.policy=compact"
                                .formatted(topic.name())));
            }
            if (topic.partitions() != partitions) {
                findings.add(
                        Finding.fault(
                                CHECK,
                                topic.name(),
                                topic.partitions() + " partitions",
                                partitions + " partitions, as its input topics have",
                                "stop the service and restore the topic from a backup: the number of partitions cannot be changed under its state"));
            }
        }
        working.stream()
                .filter(id -> topics.stream().noneMatch(topic -> isChangelog(topic, id)))
                .sorted()
                .forEach(id -> findings.add(Finding.fault(
                        CHECK,
                        id,
                        "offsets are committed, and no changelog is there: its state is gone, and what it was made from is not read again",
                        "changelogs beside the offsets",
                        "stop the service, restore its changelogs from a backup, or delete its group so that it reads everything again: kafka-consumer-groups.sh --delete --group "
                                + id)));
        return findings;
    }

    private static boolean isChangelog(Topic topic, String application) {
        return topic.name().startsWith(application + "-") && topic.name().endsWith("-changelog");
    }
}
