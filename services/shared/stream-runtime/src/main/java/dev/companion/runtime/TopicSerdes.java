package dev.companion.runtime;

import dev.companion.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Typed serdes of topics. Configuration names the classes, so Confluent's are a drop-in replacement. Writing adds the
 * CloudEvents headers.
 */
public final class TopicSerdes {

    private final String service;
    private final Supplier<Serializer<Object>> serializers;
    private final Supplier<Deserializer<Object>> deserializers;

    private TopicSerdes(
            String service, Supplier<Serializer<Object>> serializers, Supplier<Deserializer<Object>> deserializers) {
        this.service = service;
        this.serializers = serializers;
        this.deserializers = deserializers;
    }

    /** Serdes in the registry's wire format, as configured. */
    public static TopicSerdes of(RuntimeProperties properties) {
        var config = registryConfig(properties);
        return new TopicSerdes(
                properties.service(),
                () -> configured(
                        properties.kafka().valueSerializer(), Serializer.class, s -> s.configure(config, false)),
                () -> configured(
                        properties.kafka().valueDeserializer(), Deserializer.class, d -> d.configure(config, false)));
    }

    /** Serdes in plain Avro binary that need no registry: for tests of topologies. */
    public static TopicSerdes binary() {
        return new TopicSerdes("test", PlainAvro.Writer::new, PlainAvro.Reader::new);
    }

    public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
        return Serdes.serdeFrom(
                new WithHeaders<>(serializers.get(), new CloudEventHeaders(service, topic)),
                new Typed<>(deserializers.get(), topic));
    }

    public Serde<String> keys() {
        return Serdes.String();
    }

    public static Map<String, Object> registryConfig(RuntimeProperties properties) {
        var config = new HashMap<String, Object>(properties.registry().properties());
        config.put("schema.registry.url", properties.registry().url());
        config.putIfAbsent("auto.register.schemas", false);
        config.put("specific.avro.reader", true);
        config.putIfAbsent("avro.remove.java.properties", true);
        return config;
    }

    @SuppressWarnings("unchecked")
    private static <T> T configured(String className, Class<?> type, java.util.function.Consumer<T> configure) {
        try {
            var instance = (T) Utils.newInstance(className, type);
            configure.accept(instance);
            return instance;
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "serde class %s: not on the class path (expected: a %s)".formatted(className, type.getName()), e);
        }
    }

    private record WithHeaders<V extends SpecificRecord>(Serializer<Object> serializer, CloudEventHeaders cloudEvent)
            implements Serializer<V> {

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable V value) {
            return value == null ? null : serializer.serialize(topic, value);
        }

        @Override
        public byte @Nullable [] serialize(String topic, Headers headers, @Nullable V value) {
            cloudEvent.addTo(headers, value);
            return value == null ? null : serializer.serialize(topic, headers, value);
        }

        @Override
        public void close() {
            serializer.close();
        }
    }

    private record Typed<V extends SpecificRecord>(Deserializer<Object> deserializer, Topic<V> expected)
            implements Deserializer<V> {

        @Override
        public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            var value = deserializer instanceof PlainAvro.Reader plain
                    ? plain.read(expected.type(), bytes)
                    : deserializer.deserialize(topic, bytes);
            return expected.type().cast(value);
        }

        @Override
        public void close() {
            deserializer.close();
        }
    }
}
