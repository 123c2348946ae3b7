package dev.companion.runtime;

import dev.companion.runtime.tracing.DecisionTrace.Published;
import dev.companion.schemas.Topic;
import dev.companion.shared.EventMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Collects what one decision publishes. Nothing is sent before all of it was translated. */
public final class OutboundRecords {

    /**
     * Identifies the occurrence that a tombstone stands for. A tombstone has no value and so no metadata: its headers carry
     * this instead.
     *
     * @param eventId derived from the occurrence, so that a repetition has the same
     * @param at when the writer observed or decided it; cut to milliseconds, the precision of records
     * @param causedBy event id or request id of the cause; null if the cause is not an event or request of Companion
     */
    public record Removal(
            String eventId, Instant at, @Nullable String causedBy) {

        public Removal {
            if (eventId.isBlank()) {
                throw new IllegalArgumentException(
                        "id of a removal: is empty (expected: one derived from the occurrence)");
            }
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Exactly one of value and removal is null. */
    record Outbound(
            Topic<?> topic,
            String key,
            @Nullable SpecificRecord value,
            @Nullable Removal removal,
            List<String> alsoFor,
            boolean effect) {}

    private final List<Outbound> records = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Instant now;

    OutboundRecords(Instant now) {
        this.now = now;
    }

    /** Returns the time of the decision, which is also the timestamp of its records. */
    public Instant now() {
        return now;
    }

    public <V extends SpecificRecord> void put(Topic<V> topic, String key, V value) {
        records.add(new Outbound(topic, key, value, null, List.of(), false));
    }

    /**
     * As {@link #put}, for a record that asks for a call to a vendor.
     *
     * @param alsoFor other requests that the call serves besides the cause in the record's metadata
     * @param effect whether the call changes something there: its trace is always sampled
     */
    public <V extends SpecificRecord> void call(
            Topic<V> topic, String key, V value, Collection<String> alsoFor, boolean effect) {
        records.add(new Outbound(topic, key, value, null, List.copyOf(alsoFor), effect));
    }

    /** Removes the entity of the key. The removal is required, because only the headers can say what it was and when. */
    public void tombstone(Topic<?> topic, String key, Removal removal) {
        records.add(new Outbound(topic, key, null, removal, List.of(), false));
    }

    /**
     * Runs the action once the ledger is committed and the records are sent. The transaction may still be aborted after
     * that, so the action must be harmless if the decision is taken again: a log line, a meter, a call that only reads.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Says what a record follows from. */
    static Published described(Outbound record) {
        var causes = new ArrayList<String>();
        if (record.removal() != null && record.removal().causedBy() != null) {
            causes.add(record.removal().causedBy());
        } else if (record.value() != null && record.value().get(0) instanceof EventMetadata metadata) {
            metadata.getCausedBy().ifPresent(causes::add);
        }
        causes.addAll(record.alsoFor());
        return new Published(record.key(), causes, record.effect());
    }

    List<Outbound> records() {
        return records;
    }

    List<Runnable> actions() {
        return afterCommit;
    }
}
