package dev.companion.simulator.world;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of both vendors. It is read and changed under one lock; a change is a transaction that is applied
 * completely (in memory and in the state file) or not at all. The parts are {@link #datto()}, {@link #gravityZone()},
 * {@link #switches()} and {@link #faults()}.
 */
public final class World implements AutoCloseable {

    private record Change(
            Table<?> table,
            String key,
            @Nullable Object before,
            @Nullable Object after) {}

    private static final int ROWS_PER_COMPACTED_LINE = 200;
    private static final String CLOCK_OFFSET = "clock-offset-millis";

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Table<Long> sequences = table("sequences", Long.class);
    private final Switches switches = new Switches(this);
    private final Faults faults = new Faults(this);
    private final DattoWorld datto = new DattoWorld(this);
    private final GravityZoneWorld gravityZone = new GravityZoneWorld(this);
    private final @Nullable StateFile file;
    private @Nullable IOException broken;
    private int depth;

    private World(InstantSource clock, @Nullable Path stateFile) {
        this.clock = clock;
        this.file = stateFile == null ? null : StateFile.open(stateFile, this::replay);
        if (file != null) {
            try {
                file.compact(snapshot());
            } catch (IOException e) {
                throw new IllegalStateException("state file " + stateFile + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    public static World inMemory(InstantSource clock) {
        return new World(clock, null);
    }

    /** @throws IllegalStateException in one line, when the file is in use, unreadable or corrupt */
    public static World open(InstantSource clock, @Nullable Path stateFile) {
        return new World(clock, stateFile);
    }

    public DattoWorld datto() {
        return datto;
    }

    public GravityZoneWorld gravityZone() {
        return gravityZone;
    }

    public Switches switches() {
        return switches;
    }

    public Faults faults() {
        return faults;
    }

    /** The simulated time: the given clock plus what {@link #moveClock} added. */
    public Instant now() {
        return read(
                () -> clock.instant().plusMillis(sequences.find(CLOCK_OFFSET).orElse(0L)));
    }

    public void moveClock(Duration by) {
        change(() -> sequences.put(CLOCK_OFFSET, sequences.find(CLOCK_OFFSET).orElse(0L) + by.toMillis()));
    }

    /** Whether no row was ever written, so that a start knows whether it has to set up the scene. */
    public boolean isFresh() {
        return read(() -> sequences.size() == 0);
    }

    /** Runs under the lock; what it returns must not be a live view. */
    public <T extends @Nullable Object> T read(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs under the lock as one transaction; nested calls join it. If the body throws, nothing is applied.
     *
     * @throws IllegalStateException if the state file cannot be written; the world then refuses every further change
     */
    public <T extends @Nullable Object> T change(Supplier<T> body) {
        lock.lock();
        try {
            depth++;
            boolean whole = false;
            try {
                T result = body.get();
                if (depth == 1) {
                    commit();
                }
                whole = true;
                return result;
            } finally {
                depth--;
                if (depth == 0) {
                    if (!whole) {
                        takeBack();
                    }
                    changes.clear();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    public void change(Runnable body) {
        this.<@Nullable Void>change(() -> {
            body.run();
            return null;
        });
    }

    /** Deletes every row of every kind; switches return to their profile's values. */
    public void clear() {
        change(() -> {
            for (Table<?> table : tables.values()) {
                // Sequences continue, so that no id is issued twice in the lifetime of a state file.
                if (table != sequences) {
                    List.copyOf(table.byKey().keySet()).forEach(table::remove);
                }
            }
        });
    }

    /** Next number of a named sequence, from 1; never repeats, not even after a restart. */
    public long next(String sequence) {
        return change(() -> sequences.put(sequence, sequences.find(sequence).orElse(0L) + 1));
    }

    <V> Table<V> table(String name, Class<V> type) {
        var table = new Table<>(this, name, type);
        tables.put(name, table);
        return table;
    }

    void record(Table<?> table, String key, @Nullable Object before, @Nullable Object after) {
        if (depth == 0) {
            throw new IllegalStateException("table " + table.name() + " was changed outside of a transaction");
        }
        changes.add(new Change(table, key, before, after));
    }

    private void commit() {
        if (file == null || changes.isEmpty()) {
            return;
        }
        if (broken != null) {
            throw new IllegalStateException("the state file can no longer be written", broken);
        }
        try {
            file.append(Json.MAPPER.writeValueAsBytes(changes.stream()
                    .map(change -> row(change.table().name(), change.key(), change.after()))
                    .toList()));
            if (file.hasOutgrown()) {
                file.compact(snapshot());
            }
        } catch (IOException e) {
            broken = e;
            throw new IllegalStateException("the state file cannot be written: " + e.getMessage(), e);
        }
    }

    private void takeBack() {
        for (Change change : changes.reversed()) {
            change.table().set(change.key(), change.before());
        }
    }

    private void replay(JsonNode transaction) {
        for (JsonNode row : transaction) {
            Table<?> table = tables.get(row.path(0).stringValue());
            if (table == null || row.size() != 3) {
                throw new IllegalArgumentException("unknown row");
            }
            JsonNode value = row.path(2);
            table.set(row.path(1).stringValue(), value.isNull() ? null : Json.MAPPER.treeToValue(value, table.type()));
        }
    }

    private Stream<byte[]> snapshot() {
        var lines = new ArrayList<byte[]>();
        var line = new ArrayList<List<@Nullable Object>>();
        for (Table<?> table : tables.values()) {
            table.byKey().forEach((key, value) -> {
                line.add(row(table.name(), key, value));
                if (line.size() == ROWS_PER_COMPACTED_LINE) {
                    lines.add(Json.MAPPER.writeValueAsBytes(line));
                    line.clear();
                }
            });
        }
        if (!line.isEmpty()) {
            lines.add(Json.MAPPER.writeValueAsBytes(line));
        }
        return lines.stream();
    }

    private static List<@Nullable Object> row(String table, String key, @Nullable Object value) {
        var row = new ArrayList<@Nullable Object>(3);
        row.add(table);
        row.add(key);
        row.add(value);
        return row;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
