package dev.companion.operations.connection;

import dev.companion.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The consumer groups of our services in a cluster. */
public final class ConsumerGroups {

    private final Admin admin;
    private final TopicCatalogue catalogue;

    public ConsumerGroups(Admin admin, TopicCatalogue catalogue) {
        this.admin = admin;
        this.catalogue = catalogue;
    }

    /** All that the catalogue names, whether they are there or not. */
    public List<String> names() {
        return catalogue.services().stream()
                .flatMap(service -> Stream.concat(
                        service.streams() ? Stream.of(service.applicationId()) : Stream.empty(),
                        service.groups().stream()))
                .toList();
    }

    /** How many members a group has; 0 if there is no such group. */
    public int members(String group) throws ExecutionException, InterruptedException {
        try {
            var described =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return described == null ? 0 : described.members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    /** What a group has committed; empty if there is no such group. */
    public Map<TopicPartition, Long> offsets(String group) throws ExecutionException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        committed.forEach((partition, offset) -> {
            if (offset != null) { // what Kafka answers for a partition without an offset
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }
}
