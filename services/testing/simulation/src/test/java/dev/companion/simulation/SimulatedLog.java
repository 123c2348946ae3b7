package dev.companion.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * A record that is read when all others of its topic that came before are read, as in a partition.
     *
     * @param before ends of the keys of the topic when it was written
     */
    record Mark(String requestId, Map<Strand, Integer> before) {}

    private final Map<Strand, List<Entry>> strands = new TreeMap<>();
    private final List<BiConsumer<Strand, Entry>> readers = new ArrayList<>();
    /** Ends of the requests when the last reset ended. */
    private final Map<Strand, Integer> askedBefore = new TreeMap<>();

    /** Calls the listener for every record that is appended from now on. */
    void tell(BiConsumer<Strand, Entry> reader) {
        readers.add(reader);
    }

    void append(Entry given) {
        var entry = given.topic() == Topic.LINK_MARKS
                ? new Entry(given.topic(), given.key(), new Mark((String) given.value(), ends(Topic.LINKS)))
                : given;
        var strand = entry.strand();
        strands.computeIfAbsent(strand, _ -> new ArrayList<>()).add(entry);
        if (Lives.isEnd(entry)) {
            askedBefore.putAll(ends(Topic.REQUESTS));
        }
        readers.forEach(reader -> reader.accept(strand, entry));
    }

    private Map<Strand, Integer> ends(Topic topic) {
        var ends = new TreeMap<Strand, Integer>();
        strandsOf(List.of(topic)).forEach(strand -> ends.put(strand, end(strand)));
        return ends;
    }

    /** Keys whose newest record is no tombstone. */
    List<Strand> live(Set<Topic> topics) {
        return strands.entrySet().stream()
                .filter(strand -> topics.contains(strand.getKey().topic()))
                .filter(strand -> strand.getValue().getLast().value() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    int end(Strand strand) {
        return strands.getOrDefault(strand, List.of()).size();
    }

    /** Whether it is a request of a life that a reset has ended. */
    boolean isOfFormerLife(Strand strand, int offset) {
        return offset < askedBefore.getOrDefault(strand, 0);
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
