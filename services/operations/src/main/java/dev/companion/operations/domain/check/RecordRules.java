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

    /**
     * What was read of all topics.
     *
     * @param unread topics that none of the given credentials could read
     * @param unfinished partitions whose end was not reached
     * @param troubles why something was not read, each for one of the credentials or the registry
     */
    public record ReadResult(
            Collection<Sample> samples,
            Collection<String> unread,
            Collection<String> unfinished,
            Collection<String> troubles) {}

    private RecordRules() {}

    public static List<Finding> of(ReadResult reading) {
        var faults = reading.samples().stream()
                .filter(sample -> sample.trouble() != null)
                .map(
                        sample -> Finding.fault(
                                CHECK,
                                "%s-%d at offset %d".formatted(sample.topic(), sample.partition(), sample.offset()),
                                "the record cannot be read: " + sample.trouble(),
                                "a record that this build reads with a schema of this registry",
                                "if the registry was restored: restore it from the same time as the topics, since ids of schemas differ. Otherwise find out who wrote the record; services put such a record into companion.dead-letters.v1"));
        var unread = notMade(
                "none of the given credentials reads ",
                reading.unread(),
                "give credentials that may read them (--readers FILE), or leave the check out (--skip records)");
        var unfinished =
                notMade("not read to the end: ", reading.unfinished(), "ask again when the brokers have less to do");
        var troubles = notMade("", reading.troubles(), "mend what it says, then ask again");
        return Stream.of(faults, unread, unfinished, troubles)
                .flatMap(findings -> findings)
                .toList();
    }

    private static Stream<Finding> notMade(String because, Collection<String> what, String mend) {
        return what.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.notMade(CHECK, because + String.join(", ", what), mend));
    }
}
