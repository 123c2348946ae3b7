package dev.companion.runtime;

import dev.companion.runtime.TopicReader.Subscription;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates readers of whole topics. A reader that is a bean starts and stops with the application. */
public final class TopicReaders {

    private final TopicSerdes serdes;
    private final KafkaClients clients;
    private final ContractGate gate;
    private final Traces traces;

    TopicReaders(TopicSerdes serdes, KafkaClients clients, ContractGate gate, Traces traces) {
        this.serdes = serdes;
        this.clients = clients;
        this.gate = gate;
        this.traces = traces;
    }

    /** @param name the reader's thread and its name in logs and health */
    public Builder reader(String name) {
        return new Builder(name);
    }

    /** Collects the topics of a reader. */
    public final class Builder {

        private final String name;
        private final Map<String, Subscription<?>> subscriptions = new HashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        public <V extends SpecificRecord> Builder on(Topic<V> topic, TopicHandler<V> handler) {
            if (subscriptions.put(
                            topic.name(), new Subscription<>(serdes.of(topic).deserializer(), handler))
                    != null) {
                throw new IllegalArgumentException("reader %s: %s twice".formatted(name, topic.name()));
            }
            return this;
        }

        public TopicReader build() {
            var config = clients.consumerConfig("");
            config.remove(ConsumerConfig.GROUP_ID_CONFIG);
            config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
            config.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
            return new TopicReader(name, gate, config, subscriptions, System::nanoTime, traces);
        }
    }
}
