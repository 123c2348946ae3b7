package dev.companion.runtime;

import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.TenantPartitioner;
import dev.companion.schemas.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** A topology in terms of topics: names follow from the topics, and every sink keeps a tenant in its partition. */
public final class TopicTopology {

    private final Topology topology;
    private final TopicSerdes serdes;
    private final Traces traces;

    /** A topology without traces. */
    public TopicTopology(Topology topology, TopicSerdes serdes) {
        this(topology, serdes, Traces.off());
    }

    public TopicTopology(Topology topology, TopicSerdes serdes, Traces traces) {
        this.topology = topology;
        this.serdes = serdes;
        this.traces = traces;
    }

    /** Reads a topic from its beginning. Returns the name by which a processor refers to it as a parent. */
    public <V extends SpecificRecord> String source(Topic<V> topic) {
        var name = "read " + topic.name();
        topology.addSource(
                org.apache.kafka.streams.AutoOffsetReset.earliest(),
                name,
                serdes.keys().deserializer(),
                serdes.of(topic).deserializer(),
                topic.name());
        return name;
    }

    /** Adds the processor of a service that decides, with its stores, reading the sources and writing to the sinks. */
    public void decide(DecisionService<?, ?> service, List<Topic<?>> sources, List<Topic<?>> sinks) {
        var parents = sources.stream().map(this::source).toArray(String[]::new);
        topology.addProcessor(service.name(), new Processors<>(service, traces), parents);
        sinks.forEach(topic -> sink(topic, service.name()));
    }

    /** Gives each task a processor of its own. */
    private record Processors<I, E>(DecisionService<I, E> service, Traces traces)
            implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {

        @Override
        public Processor<String, SpecificRecord, String, SpecificRecord> get() {
            return new DecisionProcessor<>(service, traces);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return service.stores();
        }
    }

    /** The stores of the supplier are connected to the processor. */
    public String processor(String name, ProcessorSupplier<String, ?, String, ?> supplier, String... parents) {
        topology.addProcessor(name, supplier, parents);
        return name;
    }

    public TopicTopology store(StoreBuilder<?> store, String... processors) {
        topology.addStateStore(store, processors);
        return this;
    }

    /** Writes to a topic. Returns {@link #sinkName}. */
    public <V extends SpecificRecord> String sink(Topic<V> topic, String... parents) {
        var name = sinkName(topic);
        StreamPartitioner<String, V> byTenant =
                (_, key, _, partitions) -> Optional.of(Set.of(TenantPartitioner.partitionOf(key, partitions)));
        topology.addSink(
                name, topic.name(), serdes.keys().serializer(), serdes.of(topic).serializer(), byTenant, parents);
        return name;
    }

    /** The child name under which a processor forwards to the topic. */
    public static String sinkName(Topic<?> topic) {
        return "write " + topic.name();
    }

    public Topology topology() {
        return topology;
    }
}
