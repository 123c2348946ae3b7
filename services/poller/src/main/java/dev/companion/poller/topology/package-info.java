/** Runs the poller on Kafka Streams: translates records, executes reads, and counts and logs what was decided. */
@NullMarked
package dev.companion.poller.topology;

import org.jspecify.annotations.NullMarked;
