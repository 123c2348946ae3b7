package dev.companion.operations.domain.backup;

import java.util.List;
import java.util.Objects;

/**
 * One file of a backup: the records of one topic.
 *
 * @param file name in the archive
 * @param partitions of the topic; a record keeps its partition
 * @param bytes of the file, uncompressed
 * @param sha256 of the file, in hexadecimal digits
 * @param schema fingerprint of the values' schema; empty for bytes
 * @param ends end offset of each partition when it was read
 */
public record Part(
        String file,
        String topic,
        Content content,
        int partitions,
        long records,
        long bytes,
        String sha256,
        String schema,
        List<Long> ends) {

    public Part {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(schema, "schema");
        ends = List.copyOf(ends);
    }

    /** The name of the file of a topic. */
    public static String fileOf(String topic) {
        return topic + ".avro";
    }
}
