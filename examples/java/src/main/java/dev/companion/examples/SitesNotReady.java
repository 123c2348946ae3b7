package dev.companion.examples;

import dev.companion.serde.RegistryAvroDeserializer;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Joins sites and their links' statuses with Kafka Streams, and prints each change of the joined table until it is ended. It
 * creates no topic: the stores hold the records as they are, and the topics themselves are their changelogs.
 */
public final class SitesNotReady {

    private static final String REGISTRY = "http://localhost:8081/apis/ccompat/v7";
    private static final String SITES = "companion.rmm.sites.v1";
    private static final String STATUSES = "companion.link-statuses.v1";

    private final RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer();

    public static void main(String[] arguments) {
        var places = System.getenv();
        var example = new SitesNotReady();
        example.deserializer.configure(Map.of("schema.registry.url", places.getOrDefault("REGISTRY", REGISTRY)), false);
        var config = new Properties();
        config.put("application.id", "example-streams-" + System.nanoTime());
        config.put("bootstrap.servers", places.getOrDefault("BROKERS", "localhost:9094"));
        config.put("topology.optimization", "all");
        config.put("consumer.isolation.level", "read_committed");
        config.put("default.key.serde", Serdes.StringSerde.class);
        config.put("default.value.serde", Serdes.ByteArraySerde.class);
        var builder = new StreamsBuilder();
        // Both topics have the key tenant|siteUid, and a tenant's records have the same partition number in both.
        KTable<String, byte[]> sites = builder.table(SITES, inMemory("sites"));
        KTable<String, byte[]> statuses = builder.table(STATUSES, inMemory("statuses"));
        statuses.leftJoin(sites, example::row).toStream().foreach((key, row) -> System.out.println(key + " " + row));
        new KafkaStreams(builder.build(config), config).start();
    }

    private String row(byte[] status, byte @Nullable [] site) {
        return field(STATUSES, status, "phase") + " " + field(SITES, site, "name");
    }

    private @Nullable Object field(String topic, byte @Nullable [] record, String name) {
        return deserializer.deserialize(topic, record) instanceof GenericRecord read ? read.get(name) : null;
    }

    private static Materialized<String, byte[], KeyValueStore<Bytes, byte[]>> inMemory(String store) {
        return Materialized.as(Stores.inMemoryKeyValueStore(store));
    }
}
