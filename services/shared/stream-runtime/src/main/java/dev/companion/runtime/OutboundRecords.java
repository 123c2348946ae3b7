package dev.companion.runtime;

import dev.companion.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Collects what one decision publishes. Nothing is sent before all of it was translated. */
public final class OutboundRecords {

    record Outbound(Topic<?> topic, String key, @Nullable SpecificRecord value) {}

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
        records.add(new Outbound(topic, key, value));
    }

    public void tombstone(Topic<?> topic, String key) {
        records.add(new Outbound(topic, key, null));
    }

    /**
     * Runs the action once the ledger is committed and the records are sent. The transaction may still be aborted after
     * that, so the action must be harmless if the decision is taken again: a log line, a meter, a call that only reads.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Outbound> records() {
        return records;
    }

    List<Runnable> actions() {
        return afterCommit;
    }
}
