package dev.companion.operations.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of partitions.
 *
 * @param committed before which no transaction is open
 * @param all with the records of open transactions
 */
public record Ends(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> all) {

    public static Ends of(Admin admin, Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return new Ends(
                read(admin, partitions, IsolationLevel.READ_COMMITTED),
                read(admin, partitions, IsolationLevel.READ_UNCOMMITTED));
    }

    private static Map<TopicPartition, Long> read(
            Admin admin, Collection<TopicPartition> partitions, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        var latest = partitions.stream().collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(level)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** @param partitions of the topic */
    public List<Long> committed(String topic, int partitions) {
        var ends = new ArrayList<Long>();
        for (var each = 0; each < partitions; each++) {
            ends.add(committed.getOrDefault(new TopicPartition(topic, each), 0L));
        }
        return ends;
    }

    /** Topics with an open transaction. */
    public List<String> open() {
        var open = new TreeSet<String>();
        committed.forEach((partition, end) -> {
            if (!end.equals(all.get(partition))) {
                open.add(partition.topic());
            }
        });
        return List.copyOf(open);
    }

    /** Topics that have another end than before. */
    public List<String> movedSince(Ends before) {
        var moved = new TreeSet<String>();
        committed.forEach((partition, end) -> {
            if (!end.equals(before.committed.get(partition))) {
                moved.add(partition.topic());
            }
        });
        return List.copyOf(moved);
    }
}
