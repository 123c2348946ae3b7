package dev.companion.wide;

import dev.companion.rmm.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Makes tables of topics, as a program of others does, and remembers how many records it needed for them. */
final class TableReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, SpecificRecord> consumer;
    private final Map<String, Map<String, SpecificRecord>> tables = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private int records;

    TableReader(KafkaConsumer<String, SpecificRecord> consumer) {
        this.consumer = consumer;
    }

    void read() {
        consumer.poll(POLL).forEach(row -> {
            records++;
            var table = tables.computeIfAbsent(row.topic(), _ -> new TreeMap<>());
            if (row.value() == null) {
                table.remove(row.key());
            } else {
                table.put(row.key(), row.value());
                if (row.value() instanceof Site site) {
                    names.add(site.getName());
                }
            }
        });
    }

    void readToTheEnd() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read();
        }
    }

    /** By topic and key. */
    Map<String, Map<String, SpecificRecord>> tables() {
        return tables;
    }

    /** All that were read, also those of records that others have superseded. */
    List<String> siteNames() {
        return names;
    }

    int records() {
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
