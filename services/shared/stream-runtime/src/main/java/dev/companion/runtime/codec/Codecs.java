package dev.companion.runtime.codec;

import dev.companion.runtime.failure.FailureWords;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * The codecs in which records may be compressed. The platform team chooses them for each topic, so a process must
 * be able to read all of them. Some need a native library, which their jar unpacks into a directory for temporary files.
 */
public final class Codecs {

    /** What to do if a codec cannot be used. */
    public static final String ADVICE =
            "Records that are compressed with it cannot be read. Name a directory from which this process may load"
                    + " libraries, with -DZstdTempFolder=DIR and -Dorg.xerial.snappy.tempdir=DIR, and start it again.";

    private Codecs() {}

    private static final class Tried {

        private static final Map<String, String> UNUSABLE = tried();

        private static Map<String, String> tried() {
            var unusable = new LinkedHashMap<String, String>();
            for (var codec : CompressionType.values()) {
                try {
                    roundTrip(codec);
                } catch (Exception | LinkageError e) {
                    unusable.put(codec.name, FailureWords.root(e));
                }
            }
            return Map.copyOf(unusable);
        }
    }

    /** The codecs that this process can neither read nor write, each with the reason. The first call loads libraries. */
    public static Map<String, String> unusable() {
        return Tried.UNUSABLE;
    }

    private static void roundTrip(CompressionType codec) {
        var value = "a record that is compressed and read again".repeat(20).getBytes(StandardCharsets.UTF_8);
        var written = MemoryRecords.withRecords(Compression.of(codec).build(), new SimpleRecord(value, value));
        for (var record : written.records()) {
            if (record.valueSize() != value.length) {
                throw new IllegalStateException(
                        "%d bytes were read (expected: %d)".formatted(record.valueSize(), value.length));
            }
        }
    }
}
