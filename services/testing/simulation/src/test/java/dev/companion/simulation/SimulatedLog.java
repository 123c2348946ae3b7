package dev.companion.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a broker keeps: for each key of each topic its records in order. There is no order between keys and topics. */
final class SimulatedLog {

    /** One key of one topic, which is read in order. */
    record Strand(Topic topic, String key) implements Comparable<Strand> {
        @Override
        public int compareTo(Strand other) {
            var byTopic = topic.compareTo(other.topic);
            return byTopic == 0 ? key.compareTo(other.key) : byTopic;
        }
    }

    /** @param value null deletes what the key stands for */
    record Entry(Topic topic, String key, @Nullable Object value) {

        Strand strand() {
            return new Strand(topic, key);
        }
    }

    private final Map<Strand, List<Entry>> strands = new TreeMap<>();
    private final List<BiConsumer<Strand, Entry>> readers = new ArrayList<>();

    /** Calls the listener for every record that is appended from now on. */
    void tell(BiConsumer<Strand, Entry> reader) {
        readers.add(reader);
    }

    void append(Entry entry) {
        var strand = entry.strand();
        strands.computeIfAbsent(strand, _ -> new ArrayList<>()).add(entry);
        readers.forEach(reader -> reader.accept(strand, entry));
    }

    int end(Strand strand) {
        return strands.getOrDefault(strand, List.of()).size();
    }

    Entry read(Strand strand, int offset) {
        return strands.get(strand).get(offset);
    }

    List<Strand> strandsOf(List<Topic> topics) {
        return strands.keySet().stream()
                .filter(strand -> topics.contains(strand.topic()))
                .toList();
    }
}
