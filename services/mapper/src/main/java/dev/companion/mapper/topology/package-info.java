/** Connects the mapper's controller with Kafka: topics, stores, meters and logs. */
@NullMarked
package dev.companion.mapper.topology;

import org.jspecify.annotations.NullMarked;
