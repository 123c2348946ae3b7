package dev.companion.runtime;

/** What a stateful service is: the one bean of this type is run by Kafka Streams. Only names and connects. */
@FunctionalInterface
public interface ServiceTopology {

    void define(TopicTopology topology);
}
