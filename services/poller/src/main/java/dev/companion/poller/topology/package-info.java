/** Runs sweeps on Kafka Streams: what is known and due is kept in stores, and what is observed goes to topics. */
@NullMarked
package dev.companion.poller.topology;

import org.jspecify.annotations.NullMarked;
