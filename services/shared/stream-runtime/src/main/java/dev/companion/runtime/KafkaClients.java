package dev.companion.runtime;

import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.failure.DeserializationFailures;
import dev.companion.runtime.failure.ProcessingFailures;
import dev.companion.runtime.failure.TimelessRecords;
import dev.companion.schemas.TenantPartitioner;
import dev.companion.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of every Kafka client of a service. */
public final class KafkaClients {

    private final RuntimeProperties properties;

    public KafkaClients(RuntimeProperties properties) {
        this.properties = properties;
    }

    /** String keys, Avro values, committed records only, offsets committed by the caller. */
    public Map<String, Object> consumerConfig(String groupId) {
        var config = common();
        config.putAll(TopicSerdes.registryConfig(properties));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                properties.kafka().valueDeserializer());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false); // a topic that is gone is an error
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                properties.streams().sessionTimeout().toMillis());
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        return config;
    }

    /** Idempotent, acknowledged by all replicas, one partition per tenant. */
    public Map<String, Object> producerConfig() {
        var config = common();
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, TenantPartitioner.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 8_000); // a person at the console does not wait longer for a broker
        return config;
    }

    public Map<String, Object> adminConfig() {
        var config = common();
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }

    Properties streamsConfig() {
        var config = new Properties();
        config.putAll(common());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, properties.group());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                properties.streams().commitInterval().toMillis());
        config.put(StreamsConfig.POLL_MS_CONFIG, properties.streams().poll().toMillis());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, properties.streams().threads());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication());
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeserializationFailures.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailures.class);
        config.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimelessRecords.class);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                properties.streams().sessionTimeout().toMillis());
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        if (!properties.streams().changelogDirtyRatio().isEmpty()) {
            config.put(
                    StreamsConfig.topicPrefix(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG),
                    properties.streams().changelogDirtyRatio());
        }
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                properties.streams().transactionTimeout().toMillis());
        return config;
    }

    private int replication() {
        var replication = properties.topics().replication();
        return replication == null ? -1 : replication; // -1: as the cluster has it
    }

    private Map<String, Object> common() {
        var config = new HashMap<String, Object>();
        var credentials = properties.kafka().credentials();
        if (credentials != null) {
            config.putAll(AccessFiles.read(credentials));
        }
        config.putAll(properties.kafka().properties());
        config.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.kafka().bootstrapServers());
        config.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 60_000);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return config;
    }
}
