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
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plain Kafka clients with certain credentials, or with none. */
record AccessClients(String name, int port, @Nullable Path credentials) {

    private static final AclBindingFilter NO_RIGHT = new AclBindingFilter(
            new ResourcePatternFilter(ResourceType.TOPIC, "not-there", PatternType.LITERAL),
            AccessControlEntryFilter.ANY);

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
        } catch (AuthorizationException e) {
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
        } catch (AuthorizationException e) {
            return false;
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException) {
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

    /** Whether it does that with a topic which has a record in partition 0. */
    boolean mayWithTopic(String topic, AclOperation operation) {
        return isAllowed(() -> {
            switch (operation) {
                case READ -> fetchOne(topic);
                case WRITE -> produce(topic, new byte[] {1}, new byte[] {1});
                default -> ask(admin -> askAboutTopic(admin, topic, operation));
            }
        });
    }

    private static KafkaFuture<?> askAboutTopic(Admin admin, String topic, AclOperation operation) {
        return switch (operation) {
            case CREATE ->
                admin.createTopics(
                                List.of(new NewTopic(topic + "-not-there", 1, (short) 1)),
                                new CreateTopicsOptions().validateOnly(true))
                        .all();
            case DESCRIBE -> admin.describeTopics(List.of(topic)).allTopicNames();
            case DESCRIBE_CONFIGS ->
                admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                        .all();
            case ALTER_CONFIGS ->
                admin.incrementalAlterConfigs(
                                Map.of(
                                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                        List.of(new AlterConfigOp(
                                                new ConfigEntry("max.message.bytes", "2000000"),
                                                AlterConfigOp.OpType.SET))),
                                new AlterConfigsOptions().validateOnly(true))
                        .all();
            default -> throw new IllegalArgumentException("no use of " + operation + " is known");
        };
    }

    boolean describesGroup(String group) {
        return isAllowed(
                () -> ask(admin -> admin.listConsumerGroupOffsets(group).all()));
    }

    /** Of an id that has no transaction: who may ask is told so. */
    boolean describesTransaction(String id) {
        return isAllowed(() -> {
            try {
                ask(admin -> admin.describeTransactions(List.of(id)).all());
            } catch (TransactionalIdNotFoundException e) {
                // The answer to one who may ask.
            }
        });
    }

    boolean mayWithCluster(AclOperation operation) {
        return isAllowed(() -> ask(admin -> switch (operation) {
            case DESCRIBE -> admin.describeAcls(AclBindingFilter.ANY).values();
            case DESCRIBE_CONFIGS ->
                admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.BROKER, "1")))
                        .all();
            case ALTER -> admin.deleteAcls(List.of(NO_RIGHT)).all();
            default -> throw new IllegalArgumentException("no use of " + operation + " is known");
        }));
    }

    private interface Action {
        void run() throws Throwable;
    }

    private static boolean isAllowed(Action action) {
        try {
            action.run();
            return true;
        } catch (AuthorizationException e) {
            return false;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void ask(Function<Admin, KafkaFuture<?>> question) throws Throwable {
        try (var admin = admin()) {
            question.apply(admin).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private void fetchOne(String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = consumer(null)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            while (consumer.poll(Duration.ofSeconds(2)).isEmpty()) {
                // A broker that has just been asked for the first time may answer late.
            }
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
