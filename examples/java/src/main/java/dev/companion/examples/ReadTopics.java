package dev.companion.examples;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

/** Reads every public topic with Spring, from the beginning to the end of the moment, and prints how many records each has. */
@EnableKafka
public class ReadTopics {
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    public static void main(String[] arguments) {
        new AnnotationConfigApplicationContext(ReadTopics.class).registerShutdownHook();
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, GenericRecord> kafkaListenerContainerFactory() {
        var places = System.getenv();
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", places.getOrDefault("BROKERS", "localhost:9094"));
        config.put("schema.registry.url", places.getOrDefault("REGISTRY", "http://localhost:8081/apis/ccompat/v7"));
        config.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        config.put("value.deserializer", "dev.companion.serde.RegistryAvroDeserializer");
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        var factory = new ConcurrentKafkaListenerContainerFactory<String, GenericRecord>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(config));
        factory.getContainerProperties().setIdleEventInterval(1_000L);
        return factory;
    }

    /** The value is null for a tombstone; else its fields have the names of the schema. */
    @KafkaListener(topicPattern = "companion\\..*", groupId = "example-spring-#{T(java.util.UUID).randomUUID()}")
    void on(ConsumerRecord<String, GenericRecord> record) {
        counts.merge(record.topic(), 1, Integer::sum);
    }

    /** At the end, the position is that of each partition's end; behind the last record, there is a transaction marker. */
    @EventListener
    void idle(ListenerContainerIdleEvent event) {
        var consumer = event.getConsumer();
        var ends = consumer.endOffsets(consumer.assignment());
        if (!ends.isEmpty()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            counts.forEach((topic, count) -> System.out.println(topic + " " + count));
            Thread.startVirtualThread(() -> System.exit(0)); // not here: the end waits for this thread
        }
    }
}
