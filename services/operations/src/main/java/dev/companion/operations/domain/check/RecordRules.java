package dev.companion.operations.domain.check;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the oldest and the newest records of each topic can be read, with the schemas that the registry has. */
public final class RecordRules {

    private static final String CHECK = "records";

    /** @param trouble why the record cannot be read; null if it can */
    public record Sample(
            String topic,
            int partition,
            long offset,
            @Nullable String trouble) {}

    private RecordRules() {}

    /** @param unread topics that no credentials may read */
    public static List<Finding> of(Collection<Sample> samples, Collection<String> unread) {
        var faults = samples.stream()
                .filter(sample -> sample.trouble() != null)
                .map(
                        sample -> Finding.fault(
                                CHECK,
                                "%s-%d at offset %d".formatted(sample.topic(), sample.partition(), sample.offset()),
                                "the record cannot be read: " + sample.trouble(),
                                "a record that this build reads with a schema of this registry",
                                "if the registry was restored: restore it from the same time as the topics, since ids of schemas differ. Otherwise find out who wrote the record; services put such a record into companion.dead-letters.v1"));
        var notMade = unread.isEmpty()
                ? Stream.<Finding>empty()
                : Stream.of(
                        Finding.notMade(
                                CHECK,
                                "no credentials may read " + String.join(", ", unread),
                                "give credentials that may read them (--readers FILE), or leave the check out (--skip records)"));
        return Stream.concat(faults, notMade).toList();
    }
}
