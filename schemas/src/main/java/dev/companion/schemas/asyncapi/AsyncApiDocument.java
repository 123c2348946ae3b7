package dev.companion.schemas.asyncapi;

import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Kind;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The AsyncAPI 3 document of the topics that other programs read: made from the catalogue, the Avro schemas and one example
 * record of each topic. Values are maps, lists, texts, numbers and truth values, so that it can be written as YAML or JSON.
 */
public final class AsyncApiDocument {

    private static final String BINDING_VERSION = "0.5.0";
    /** Of every value, as the header says it too. */
    static final String CONTENT_TYPE = "application/avro;framing=confluent";

    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";

    private static final String ABOUT = """
            Links Datto RMM sites to GravityZone companies. Every site, company, link and discrepancy is a record on Kafka.

            Keys are UTF-8 strings, tenant|entity. Values are Avro in the Confluent wire format: a zero byte, a 4-byte schema id of the \
            registry, Avro binary. Headers are those of the CloudEvents Kafka binding in binary mode.

            Order: all records of a tenant have the same partition number in every topic, and the records of a key are in the order in \
            which they were decided; metadata.sequence grows with them.

            Duplicates: read with isolation.level=read_committed, and each record is there once. A reader without it also sees records \
            of aborted transactions; a repetition has the same ce_id.

            Evolution: fields, enum symbols and records are added, each with a default, and none is removed or renamed (FULL_TRANSITIVE \
            for public topics). Treat a symbol that you do not know as UNKNOWN. Any other change is a new topic, .v2, and both are \
            written for 90 days.
            """;

    private static final String STATE =
            "State: compacted. The last record of a key is the whole entity, and a record without a value (a"
                    + " tombstone) means that it is gone. Read it from the beginning to build a table.";
    private static final String CHANGES = "Changes: facts, which are kept for the retention time and then deleted.";

    private AsyncApiDocument() {}

    /**
     * Returns the document.
     *
     * @param audiences whose topics are in it; internal ones are no part of the contract with other programs
     */
    public static Map<String, Object> of(TopicCatalogue catalogue, Set<Visibility> audiences) {
        var channels = new LinkedHashMap<String, Object>();
        var operations = new LinkedHashMap<String, Object>();
        var messages = new LinkedHashMap<String, Object>();
        var prefix = catalogue.instance().topicPrefix();
        for (var topic : Topics.all()) {
            var row = catalogue.row(topic.name());
            if (audiences.contains(row.visibility())) {
                var id = row.name().substring(prefix.length(), row.name().lastIndexOf('.'));
                channels.put(id, channel(topic, row));
                operations.put("publish." + id, operation(id, topic, row));
                messages.put(topic.type().getSimpleName(), message(id, topic, row));
            }
        }
        messages.put("Tombstone", tombstone());
        return map(
                "asyncapi",
                "3.0.0",
                "info",
                map("title", "Companion topics", "version", "v1", "description", ABOUT.strip()),
                "defaultContentType",
                CONTENT_TYPE,
                "servers",
                map("demo", demo()),
                "channels",
                channels,
                "operations",
                operations,
                "components",
                map("messages", messages, "schemas", map("Headers", headers())));
    }

    private static Map<String, Object> demo() {
        return map(
                "host",
                "localhost:9094",
                "protocol",
                "kafka",
                "description",
                "./companion demo: the public topics without credentials, for programs on the same machine. Elsewhere, the operator"
                        + " names the brokers, the registry and your credentials.",
                "bindings",
                kafka(
                        "schemaRegistryUrl",
                        "http://localhost:8081/apis/ccompat/v7",
                        "schemaRegistryVendor",
                        "confluent"));
    }

    private static Map<String, Object> channel(Topic<?> topic, Row row) {
        var record = topic.type().getSimpleName();
        var messages = map(record, reference("components/messages/" + record));
        if (row.kind() == Kind.STATE) {
            messages.put("Tombstone", reference("components/messages/Tombstone"));
        }
        return map(
                "address",
                row.name(),
                "title",
                Objects.requireNonNull(row.answers(), row.name()),
                "description",
                (row.kind() == Kind.STATE ? STATE : CHANGES) + " " + audience(row.visibility()),
                "messages",
                messages,
                "tags",
                List.of(
                        map("name", row.kind().name().toLowerCase(Locale.ROOT)),
                        map("name", audienceName(row.visibility()))),
                "bindings",
                kafka(
                        "topic",
                        row.name(),
                        "partitions",
                        row.partitions(),
                        "replicas",
                        row.replication(),
                        "topicConfiguration",
                        configuration(row)),
                "x-owner",
                List.copyOf(row.writers()),
                "x-audience",
                audienceName(row.visibility()),
                "x-personal",
                row.personal());
    }

    private static String audienceName(Visibility visibility) {
        return switch (visibility) {
            case YES -> "public";
            case RESTRICTED -> "restricted";
            case NO -> "internal";
        };
    }

    private static String audience(Visibility visibility) {
        return switch (visibility) {
            case YES -> "Public: every program with the credentials of a reader.";
            case RESTRICTED -> "Restricted: programs that the operator has granted it to, each by its own principal.";
            case NO -> "Internal: no part of the contract with other programs.";
        };
    }

    /** As AsyncAPI wants it: the policy is a list, times and sizes are numbers. */
    private static Map<String, Object> configuration(Row row) {
        var configuration = new LinkedHashMap<String, Object>();
        row.config()
                .forEach((name, value) ->
                        configuration.put(name, name.equals("cleanup.policy") ? List.of(value) : Long.valueOf(value)));
        return configuration;
    }

    private static Map<String, Object> operation(String id, Topic<?> topic, Row row) {
        return map(
                "action",
                "send",
                "channel",
                reference("channels/" + id),
                "summary",
                "Companion (%s) writes %s."
                        .formatted(
                                String.join(", ", row.writers()), topic.type().getSimpleName()));
    }

    private static Map<String, Object> message(String id, Topic<?> topic, Row row) {
        var example = Examples.of(id);
        return map(
                "name",
                topic.type().getName() + ".v1",
                "title",
                topic.type().getSimpleName(),
                "summary",
                Objects.requireNonNull(topic.schema().getDoc(), row.name()),
                "contentType",
                CONTENT_TYPE,
                "headers",
                reference("components/schemas/Headers"),
                "payload",
                map("schemaFormat", AVRO, "schema", PlainSchema.of(topic.schema())),
                "bindings",
                kafka(
                        "key",
                        map(
                                "type",
                                "string",
                                "description",
                                row.key(),
                                "examples",
                                List.of(Examples.key(row, example))),
                        "schemaIdLocation",
                        "payload",
                        "schemaIdPayloadEncoding",
                        "confluent"),
                "examples",
                List.of(map("headers", Examples.headers(topic, row, example), "payload", example)));
    }

    private static Map<String, Object> tombstone() {
        return map(
                "name",
                "Tombstone",
                "title",
                "Tombstone",
                "summary",
                "The entity of the key is gone. The headers say what removed it and when.",
                "headers",
                reference("components/schemas/Headers"),
                "payload",
                map("type", "null"));
    }

    private static Map<String, Object> headers() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("ce_specversion", text("Version of CloudEvents: 1.0."));
        properties.put(
                "ce_id",
                text(
                        "Id of the occurrence, derived from it: a repetition has the same. The value's metadata.eventId; in a"
                                + " tombstone, it is here alone."));
        properties.put(
                "ce_subject", text("What it is about: the record's key, for readers that do not get it otherwise."));
        properties.put("ce_source", text("The service that wrote it, such as /companion/poller."));
        properties.put("ce_type", text("The record type and its major version, such as dev.companion.rmm.Site.v1."));
        properties.put("ce_time", text("When it was observed or decided, UTC, ISO 8601."));
        properties.put(
                "ce_causedby",
                text("Id of the event or request that caused it; absent if the cause is outside Companion."));
        properties.put("content-type", text("Avro behind a zero byte and the id of its schema in 4 bytes."));
        properties.put("traceparent", text("W3C trace context; only if the installation records traces."));
        return map(
                "type",
                "object",
                "required",
                List.of("ce_specversion", "ce_id", "ce_subject", "ce_source", "ce_type", "ce_time", "content-type"),
                "properties",
                properties);
    }

    private static Map<String, Object> text(String description) {
        return map("type", "string", "description", description);
    }

    private static Map<String, Object> kafka(Object... entries) {
        var binding = map(entries);
        binding.put("bindingVersion", BINDING_VERSION);
        return map("kafka", binding);
    }

    private static Map<String, Object> reference(String path) {
        return map("$ref", "#/" + path);
    }

    /** In the given order, so that the written document does not change without a reason. */
    static Map<String, Object> map(Object... entries) {
        var map = new LinkedHashMap<String, Object>();
        for (var at = 0; at < entries.length; at += 2) {
            map.put((String) entries[at], entries[at + 1]);
        }
        return map;
    }
}
