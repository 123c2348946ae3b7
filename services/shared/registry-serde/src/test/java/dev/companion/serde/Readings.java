package dev.companion.serde;

import dev.companion.serde.probe.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The one record of these tests, in the forms that they need. */
final class Readings {

    /**
     * {@link #acme()} encoded by hand: length 4 zigzag 08 and "Acme"; 3 zigzag 06; union branch 0; 1000 ms zigzag d0
     * 0f; an array block of one (02) with length 1 (02) and "x", and the closing 00.
     */
    static final String ACME_AVRO = "0841636d65" + "06" + "00" + "d00f" + "02027800";

    /** As the file has it, without what the code generator adds. */
    static final Schema AS_IN_FILE = file();

    /** Version two: a field more, in front, so that positions differ. */
    static final Schema NEWER = new Schema.Parser()
            .parse(AS_IN_FILE
                    .toString()
                    .replace(
                            "\"fields\":[",
                            "\"fields\":[{\"name\":\"site\",\"type\":\"string\",\"default\":\"unknown\"},"));

    private Readings() {}

    static Reading acme() {
        return Reading.newBuilder()
                .setName("Acme")
                .setCount(3)
                .setTaken(Instant.ofEpochMilli(1000))
                .setMarks(List.of("x"))
                .build();
    }

    static GenericRecord generic(Schema schema) {
        GenericRecord value = new GenericData.Record(schema);
        value.put("name", "Acme");
        value.put("count", 3L);
        value.put("taken", 1000L);
        value.put("marks", List.of("x"));
        return value;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Quick to give up, so that failures are tested in milliseconds. */
    static Map<String, String> config(String url, String... more) {
        var config = new HashMap<>(Map.of("schema.registry.url", url, "retries.wait.ms", "1"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Schema file() {
        try {
            return new Schema.Parser().parse(Files.readString(Path.of("src/test/avro/Reading.avsc")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
