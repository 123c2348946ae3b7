package dev.companion.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rows of {@code topics.yaml}: the services, the topics, their writers and readers, and their retention. */
public final class TopicCatalogue {

    private static final String SUFFIX = ".v1";
    private static final long SEGMENTS_MIN = 4;
    private static final long RETENTION_BYTES_MIN = 8L << 20;

    /** Whether a topic contains state or facts. */
    public enum Kind {
        /** Compacted: the last record of a key is the entity, a null value means that it is gone. */
        STATE,
        /** Facts, kept for a retention time. */
        CHANGES
    }

    /** Who may read a topic in addition to our own services. */
    public enum Visibility {
        YES,
        RESTRICTED,
        NO
    }

    /**
     * One row.
     *
     * @param name the full name
     * @param key form of the keys, for people
     * @param record full name of the record type; null if values are the original bytes
     * @param retention how long facts are kept; null for a state topic
     * @param retentionBytes how much of the facts a partition keeps; null for as much as comes in the retention time
     * @param tombstones how long a tombstone stays readable in a state topic
     * @param answers the question that other programs read it for; null if it is internal
     * @param personal whether a value can name a person
     */
    public record Row(
            String name,
            Kind kind,
            String key,
            @Nullable String record,
            List<String> writers,
            List<String> readers,
            Visibility visibility,
            @Nullable String answers,
            boolean personal,
            @Nullable Duration retention,
            @Nullable Long retentionBytes,
            Duration tombstones,
            int partitions,
            int replication) {

        /** The configuration the topic must have in the cluster, by Kafka's names. Sizes and times in Kafka's units. */
        public Map<String, String> config() {
            var config = new LinkedHashMap<String, String>();
            if (retention == null) {
                config.put("cleanup.policy", "compact");
                config.put("delete.retention.ms", Long.toString(tombstones.toMillis()));
            } else {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", Long.toString(retention.toMillis()));
                if (retentionBytes != null) {
                    config.put("retention.bytes", Long.toString(retentionBytes));
                    // Only whole segments are deleted, and a segment of the default size alone would exceed the limit.
                    config.put("segment.bytes", Long.toString(retentionBytes / SEGMENTS_MIN));
                }
            }
            return config;
        }
    }

    /**
     * A service that reads or writes topics.
     *
     * @param streams whether it runs Kafka Streams, and so has a consumer group, transactions and changelogs of its own
     * @param applicationId what the names of its changelogs and transactions begin with
     * @param groups consumer groups besides the one of its topology
     */
    public record Service(String name, boolean streams, String applicationId, List<String> groups) {}

    private final Instance instance;
    private final List<Service> services;
    private final List<Row> rows;

    private TopicCatalogue(Instance instance, List<Service> services, List<Row> rows) {
        this.instance = instance;
        this.services = List.copyOf(services);
        this.rows = List.copyOf(rows);
        var names = services.stream().map(Service::name).toList();
        for (var row : rows) {
            for (var name : Stream.concat(row.writers().stream(), row.readers().stream())
                    .toList()) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException(
                            "topic %s: %s is no service (expected: one of %s)".formatted(row.name(), name, names));
                }
            }
        }
    }

    /** The catalogue of this build, for the installation that this process belongs to. */
    public static TopicCatalogue load() {
        return load(Instance.ofThisProcess());
    }

    /** The catalogue of this build, for an installation. */
    public static TopicCatalogue load(Instance instance) {
        try (InputStream in = TopicCatalogue.class.getResourceAsStream("topics.yaml")) {
            if (in == null) {
                throw new IllegalStateException("topics.yaml: not in the class path beside " + TopicCatalogue.class);
            }
            return of(instance, new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The installation whose names these are. */
    public Instance instance() {
        return instance;
    }

    public List<Service> services() {
        return services;
    }

    public List<Row> rows() {
        return rows;
    }

    /** The rows of the topics that every permitted program may read. */
    public List<Row> publicRows() {
        return rows.stream().filter(row -> row.visibility() == Visibility.YES).toList();
    }

    /** The rows of the topics that a service writes or reads; all rows if the name is not a service's. */
    public List<Row> rowsOf(String service) {
        if (services.stream().noneMatch(each -> each.name().equals(service))) {
            return rows;
        }
        return rows.stream()
                .filter(row -> row.writers().contains(service) || row.readers().contains(service))
                .toList();
    }

    /** The row of a full topic name; throws if there is none. */
    public Row row(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("topic %s: not in the catalogue".formatted(name)));
    }

    static String fullName(Instance instance, String shortName) {
        return instance.topicPrefix() + shortName + SUFFIX;
    }

    private static TopicCatalogue of(Instance instance, Map<String, Object> yaml) {
        var defaults = asMap(yaml.get("defaults"));
        var rows = new ArrayList<Row>();
        asMap(yaml.get("topics"))
                .forEach((name, value) -> rows.add(row(fullName(instance, name), asMap(value), defaults)));
        var services = new ArrayList<Service>();
        asMap(yaml.get("services")).forEach((name, value) -> services.add(service(instance, name, asMap(value))));
        return new TopicCatalogue(instance, services, rows);
    }

    private static Service service(Instance instance, String name, Map<String, Object> service) {
        return new Service(
                name,
                Boolean.TRUE.equals(service.get("streams")),
                instance.id(name),
                texts(service, "groups").stream().map(instance::id).toList());
    }

    private static Row row(String name, Map<String, Object> row, Map<String, Object> defaults) {
        var kind = Kind.valueOf(text(row, "kind").toUpperCase(java.util.Locale.ROOT));
        var retention = row.get("retention");
        if ((kind == Kind.CHANGES) != (retention != null)) {
            throw new IllegalArgumentException(
                    "topic %s: kind %s with retention %s (expected: a retention for changes only)"
                            .formatted(name, kind, retention));
        }
        var record = text(row, "record");
        var visibility = Visibility.valueOf(text(row, "public").toUpperCase(java.util.Locale.ROOT));
        var answers = row.get("answers");
        if ((visibility == Visibility.NO) != (answers == null)) {
            throw new IllegalArgumentException(
                    "topic %s: public %s with the question %s (expected: a question, unless it is internal)"
                            .formatted(name, visibility, answers));
        }
        return new Row(
                name,
                kind,
                text(row, "key"),
                record.equals("none") ? null : record,
                texts(row, "writers"),
                texts(row, "readers"),
                visibility,
                answers == null ? null : answers.toString(),
                Boolean.TRUE.equals(row.get("personal")),
                retention == null ? null : days(name, retention.toString()),
                retentionBytes(name, kind, row.get("retentionBytes")),
                days("defaults", text(defaults, "tombstones")),
                (Integer) defaults.getOrDefault("partitions", 12),
                (Integer) defaults.getOrDefault("replication", 3));
    }

    private static @Nullable Long retentionBytes(String name, Kind kind, @Nullable Object bytes) {
        if (bytes == null) {
            return null;
        }
        if (kind == Kind.STATE || !(bytes instanceof Number number) || number.longValue() < RETENTION_BYTES_MIN) {
            throw new IllegalArgumentException("topic %s: retentionBytes %s (expected: at least %d, for changes only)"
                    .formatted(name, bytes, RETENTION_BYTES_MIN));
        }
        return number.longValue();
    }

    private static Duration days(String where, String text) {
        if (!text.matches("[1-9][0-9]*d")) {
            throw new IllegalArgumentException("%s: %s (expected: days, such as 30d)".formatted(where, text));
        }
        return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    private static String text(Map<String, Object> map, String name) {
        var value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("topics.yaml: %s is missing in %s".formatted(name, map));
        }
        return value.toString();
    }

    private static List<String> texts(Map<String, Object> map, String name) {
        return map.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("topics.yaml: %s (expected: a map)".formatted(value));
    }
}
