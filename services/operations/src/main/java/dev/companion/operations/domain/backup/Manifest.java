package dev.companion.operations.domain.backup;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself.
 *
 * @param product version of the build that wrote it
 * @param cluster id of the cluster that it was read from
 * @param tenant whose records alone are in it; null for the whole installation
 * @param keyIds keys with which credentials in it are sealed
 */
public record Manifest(
        int format,
        String product,
        Instant created,
        String cluster,
        @Nullable String tenant,
        List<Long> keyIds,
        List<Part> parts) {

    /** The format that this build writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** The name of its file in the archive. */
    public static final String FILE = "manifest.json";

    public Manifest {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(cluster, "cluster");
        keyIds = List.copyOf(keyIds);
        parts = List.copyOf(parts);
    }

    public long records() {
        return parts.stream().mapToLong(Part::records).sum();
    }

    public long count(Content content) {
        return parts.stream().filter(part -> part.content() == content).count();
    }
}
