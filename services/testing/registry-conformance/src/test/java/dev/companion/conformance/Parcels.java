package dev.companion.conformance;

import dev.companion.conformance.records.Address;
import dev.companion.conformance.records.Checksum;
import dev.companion.conformance.records.Parcel;
import dev.companion.conformance.records.ParcelState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The record of these tests and the versions of its schema. */
final class Parcels {

    /** The text of the file, as a person would hand it to a registry. */
    static final String FILE = file();

    /** The next version: a field more, in front, so that positions differ. */
    static final String NEXT_FILE = FILE.replace(
            "\"fields\": [\n    {\"name\": \"parcelId\"",
            "\"fields\": [\n    {\"name\": \"carrier\","
                    + " \"type\": \"string\", \"default\": \"post\"}, {\"name\": \"parcelId\"");

    private Parcels() {}

    static Parcel parcel() {
        return Parcel.newBuilder()
                .setParcelId("žluťoučký kůň 7")
                .setSequence(1L << 40)
                .setPieces(-3)
                .setWeightKg(12.5)
                .setFragile(true)
                .setNote("handle with care")
                .setSentAt(Instant.ofEpochMilli(1_795_000_000_123L))
                .setState(ParcelState.SENT)
                .setStamps(List.of("a", "b", "c"))
                .setLabels(Map.of("colour", "red"))
                .setSeal(ByteBuffer.wrap(new byte[] {0, 1, (byte) 0xff}))
                .setChecksum(new Checksum(new byte[] {1, 2, 3, 4}))
                .setSender(Address.newBuilder().setCity("Brno").build())
                .setReceiver(Address.newBuilder()
                        .setCity("Oslo")
                        .setStreet("Karl Johans gate 1")
                        .build())
                .build();
    }

    static Schema schema(String text) {
        return new Schema.Parser().parse(text);
    }

    /** Serde properties of a service that trusts the registry to be filled already. */
    static Map<String, String> config(String url, String... more) {
        var config = new HashMap<>(Map.of(
                "schema.registry.url",
                url,
                "specific.avro.reader",
                "true",
                "max.retries",
                "1",
                "retries.wait.ms",
                "10"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static String file() {
        try {
            return Files.readString(Path.of("src/test/avro/Parcel.avsc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
