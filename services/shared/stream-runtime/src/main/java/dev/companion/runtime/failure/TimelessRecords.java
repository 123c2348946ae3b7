package dev.companion.runtime.failure;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Gives a record with a negative time, which a broker accepts, the latest time of its partition, or the epoch if that is
 * not known. No decision depends on the time of a record, so such a record is decided like every other. Of what Kafka
 * Streams has, one ends the thread at every such record, one at the first of a partition, and one drops the record.
 */
public final class TimelessRecords implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }
}
