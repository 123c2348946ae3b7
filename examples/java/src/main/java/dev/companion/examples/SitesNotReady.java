package dev.companion.examples;

import dev.companion.serde.RegistryAvroDeserializer;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Joins sites and their links' statuses with Kafka Streams, and prints each change of the joined table until it is ended. It
 * creates no topic: the stores hold the records as they are, and the topics themselves are their changelogs.
 */
public final class SitesNotReady {

    private static final String SITES = "companion.rmm.sites.v1";
    private static final String STATUSES = "companion.link-statuses.v1";

    private final RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer();

    private SitesNotReady(String registry) {
        deserializer.configure(Map.of("schema.registry.url", registry), false);
    }

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var example = new SitesNotReady(environment.getOrDefault("REGISTRY", "http://localhost:8081/apis/ccompat/v7"));
        var config = new Properties();
        config.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "example-streams-" + ProcessHandle.current().pid());
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, environment.getOrDefault("BROKERS", "localhost:9094"));
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        var builder = new StreamsBuilder();
        // Both topics have the key tenant|siteUid, and a tenant's records have the same partition number in both.
        KTable<String, byte[]> sites = builder.table(SITES, inMemory("sites"));
        KTable<String, byte[]> statuses = builder.table(STATUSES, inMemory("statuses"));
        statuses.leftJoin(sites, example::row).toStream().foreach((key, row) -> System.out.println(key + " " + row));
        var streams = new KafkaStreams(builder.build(config), config);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    private String row(byte[] status, byte[] site) {
        var phase = Objects.requireNonNull((GenericRecord) deserializer.deserialize(STATUSES, status))
                .get("phase");
        var name = site == null ? "?" : ((GenericRecord) deserializer.deserialize(SITES, site)).get("name");
        return phase + " " + name;
    }

    private static Materialized<String, byte[], KeyValueStore<Bytes, byte[]>> inMemory(String store) {
        return Materialized.as(Stores.inMemoryKeyValueStore(store));
    }
}
