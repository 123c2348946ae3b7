package dev.companion.operations.backup;

import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.domain.backup.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The manifest as JSON. */
final class ManifestJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ManifestJson() {}

    static String write(Manifest manifest) {
        return JSON.writeValueAsString(manifest);
    }

    static Manifest read(byte[] json) {
        try {
            var tree = JSON.readTree(json);
            var format = tree.path("format").asInt(0);
            if (format != Manifest.FORMAT) {
                throw new CommandRefused(
                        "it has format %s, and this build reads format %d: restore it with the version that wrote it (%s)"
                                .formatted(
                                        tree.path("format").isInt() ? format : "unknown",
                                        Manifest.FORMAT,
                                        tree.path("product").asString("unknown")));
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            // Without its message, which quotes the file.
            throw new CommandRefused("its manifest is damaged");
        }
    }
}
