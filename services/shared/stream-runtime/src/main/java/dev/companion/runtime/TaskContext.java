package dev.companion.runtime;

/**
 * What a controller's surroundings are given for one task.
 *
 * @param id of the Kafka Streams task, for meters
 * @param inbox through which the answers of calls arrive that run outside the stream thread
 */
public record TaskContext<I>(String id, Inbox<I> inbox) {}
