package dev.companion.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Puts all records of a tenant into one partition number, the same in every topic: Kafka's own hash of the key, taken
 * over the part before the first {@code |} only. Named in producer configuration as {@code partitioner.class}.
 */
public final class TenantPartitioner implements Partitioner {

    /** The partition of a key among {@code partitions}. */
    public static int partitionOf(String key, int partitions) {
        var tenant = TenantKey.tenantOf(key).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(tenant)) % partitions;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (keyBytes == null) {
            throw new IllegalArgumentException(
                    "record for %s: no key (expected: tenant or tenant|entity)".formatted(topic));
        }
        return partitionOf(
                new String(keyBytes, StandardCharsets.UTF_8),
                cluster.partitionsForTopic(topic).size());
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
