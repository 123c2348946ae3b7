package dev.companion.schemas.asyncapi;

import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One record of each topic, from {@code payloads/TOPIC/pass/example.json}, with the key and the headers that it would have. */
final class Examples {

    private Examples() {}

    static Map<String, Object> of(String id) {
        var file = "/dev/companion/schemas/payloads/%s/pass/example.json".formatted(id);
        try (InputStream in = Examples.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(
                        "%s: not in the class path (expected: a record of the topic)".formatted(file));
            }
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key is made of fields of the record, which the catalogue names. */
    static String key(Row row, Map<String, Object> record) {
        return Arrays.stream(row.key().split("\\|"))
                .map(part -> part.equals("tenant") ? "tenantId" : part.replaceFirst(" or .*", ""))
                .map(field -> Objects.requireNonNullElse(record.get(field), record.getOrDefault("entityId", "")))
                .map(Object::toString)
                .collect(Collectors.joining("|"));
    }

    static Map<String, Object> headers(Topic<?> topic, Row row, Map<String, Object> record) {
        if (!(record.get("metadata") instanceof Map<?, ?> metadata)
                || !(metadata.get("occurredAt") instanceof Number occurredAt)) {
            throw new IllegalStateException("%s: the example has no metadata".formatted(row.name()));
        }
        var headers = AsyncApiDocument.map(
                "ce_specversion",
                "1.0",
                "ce_id",
                Objects.requireNonNull(metadata.get("eventId"), "metadata.eventId"),
                "ce_subject",
                key(row, record),
                "ce_source",
                "/companion/" + row.writers().getFirst(),
                "ce_type",
                topic.type().getName() + ".v1",
                "ce_time",
                Instant.ofEpochMilli(occurredAt.longValue()).toString());
        if (metadata.get("causedBy") instanceof String causedBy) {
            headers.put("ce_causedby", causedBy);
        }
        headers.put("content-type", AsyncApiDocument.CONTENT_TYPE);
        return headers;
    }
}
