package dev.companion.runtime;

/** The topology of a stateful service: Kafka Streams runs the one bean of this type. It only names and connects. */
@FunctionalInterface
public interface ServiceTopology {

    void define(TopicTopology topology);
}
