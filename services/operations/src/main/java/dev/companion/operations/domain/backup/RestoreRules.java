package dev.companion.operations.domain.backup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a backup may be written to a cluster: only into an empty one that no service works on. */
public final class RestoreRules {

    /**
     * The cluster as it is before the restore.
     *
     * @param partitions of each topic of ours that is there
     * @param expectedPartitions of every topic
     * @param members of each consumer group of our services
     * @param groupsWithOffsets those with committed offsets
     */
    public record Target(
            Map<String, Integer> partitions,
            int expectedPartitions,
            Map<String, Integer> members,
            Set<String> groupsWithOffsets) {}

    private RestoreRules() {}

    /** What can be said before a topic is read. */
    public static List<String> refusals(Manifest manifest, Target target, Contents contents) {
        if (manifest.tenant() != null) {
            return List.of(
                    "it has the records of one tenant, for a person to read, without the private state of the services: only a backup of a whole installation can be restored");
        }
        var refusals = new ArrayList<String>();
        var missing = contents.all().stream()
                .filter(topic -> !target.partitions().containsKey(topic))
                .toList();
        if (!missing.isEmpty()) {
            refusals.add("topics are missing: %s. Create them first: companion admin topics apply"
                    .formatted(ExportRules.some(missing)));
        }
        for (var part : manifest.parts()) {
            var found = target.partitions().getOrDefault(part.topic(), target.expectedPartitions());
            if (found != part.partitions()) {
                refusals.add(
                        "%s has %d partitions, and the backup %d: a record belongs into its partition. Use a cluster whose topics have as many"
                                .formatted(part.topic(), found, part.partitions()));
            }
        }
        ExportRules.working(target.members())
                .ifPresent(working -> refusals.add(
                        "services are running: %s have members. Stop poller, mapper, provisioner and event-resolver until the restore is done"
                                .formatted(working)));
        target.groupsWithOffsets().stream()
                .sorted()
                .forEach(group -> refusals.add(
                        "%s has committed offsets, so it would not read what is restored: kafka-consumer-groups.sh --delete --group %s"
                                .formatted(group, group)));
        return refusals;
    }

    /** @param occupied topics of ours with a committed record */
    public static List<String> refusals(Collection<String> occupied) {
        return occupied.isEmpty()
                ? List.of()
                : List.of(
                        "%d topics are not empty: %s. A restore is for an empty installation: use another cluster, or delete these topics (kafka-topics.sh --delete --topic …) and create them again (companion admin topics apply)"
                                .formatted(occupied.size(), ExportRules.some(List.copyOf(occupied))));
    }

    /** @param present ids of the keys of the private keyset; null if it is not given */
    public static List<String> refusedKeys(Manifest manifest, @Nullable Set<Long> present) {
        if (present == null) {
            return List.of();
        }
        var missing =
                manifest.keyIds().stream().filter(id -> !present.contains(id)).toList();
        return missing.isEmpty()
                ? List.of()
                : List.of(
                        "credentials in it are sealed with key %s, and the private keyset has %s: they could never be opened. Put the keyset of that time back, or use --without-keyset and enter all credentials again"
                                .formatted(words(missing), present.isEmpty() ? "none" : words(present)));
    }

    private static String words(Collection<Long> ids) {
        return String.join(", ", ids.stream().map(String::valueOf).sorted().toList());
    }
}
