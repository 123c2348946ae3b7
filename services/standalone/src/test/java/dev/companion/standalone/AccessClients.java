package dev.companion.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plain Kafka clients with certain credentials, or with none. */
record AccessClients(String name, int port, @Nullable Path credentials) {

    private Map<String, Object> config() {
        var config = new HashMap<String, Object>();
        if (credentials != null) {
            var read = new Properties();
            try (var in = Files.newBufferedReader(credentials)) {
                read.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            read.stringPropertyNames().forEach(key -> config.put(key, read.getProperty(key)));
        }
        config.put("bootstrap.servers", "127.0.0.1:" + port);
        config.put("request.timeout.ms", 5_000);
        config.put("default.api.timeout.ms", 10_000);
        return config;
    }

    Admin admin() {
        return Admin.create(config());
    }

    /** Throws what the broker says against it. */
    void produce(String topic, byte[] key, byte[] value) throws Throwable {
        var config = config();
        config.put("max.block.ms", 5_000);
        config.put("delivery.timeout.ms", 5_000);
        config.put("linger.ms", 0);
        // An idempotent producer is refused for itself, at any moment, before its right to the topic is looked at.
        config.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Everything in partition 0. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        var partition = new TopicPartition(topic, 0);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer(null)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            do {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            } while (consumer.position(partition) < end);
        }
        return records;
    }

    /** Whether it may commit an offset of a topic in the name of a group. */
    boolean commits(String group, String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = consumer(group)) {
            consumer.assign(Set.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)));
            return true;
        } catch (org.apache.kafka.common.errors.AuthorizationException e) {
            return false;
        }
    }

    /** Whether it may use transactions of that id. */
    boolean transacts(String id) {
        var config = config();
        config.put("transactional.id", id);
        config.put("max.block.ms", 10_000);
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return true;
        } catch (org.apache.kafka.common.errors.AuthorizationException e) {
            return false;
        } catch (KafkaException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.AuthorizationException) {
                return false;
            }
            throw e;
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** Writes a record in a transaction, and commits it. */
    void commit(String id, String topic, byte[] key, byte[] value) {
        var config = config();
        config.put("transactional.id", id);
        config.put("max.block.ms", 10_000);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, key, value));
            producer.commitTransaction();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(@Nullable String group) {
        var config = config();
        config.put("enable.auto.commit", false);
        if (group != null) {
            config.put("group.id", group);
        }
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
