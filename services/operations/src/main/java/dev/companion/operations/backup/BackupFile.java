package dev.companion.operations.backup;

import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.domain.backup.Contents;
import dev.companion.operations.domain.backup.Manifest;
import dev.companion.operations.domain.backup.ManifestRules;
import dev.companion.operations.domain.backup.Part;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** An archive that is read. It is never unpacked to a disk. */
final class BackupFile implements AutoCloseable {

    private final ZipFile zip;
    private final Manifest manifest;

    /** Takes the records of one file, in its order. */
    @FunctionalInterface
    interface Handler {

        void on(Entry entry) throws IOException;
    }

    private BackupFile(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Refuses what is no backup, or none that this build can restore. */
    static BackupFile open(Path file, Contents contents) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CommandRefused("%s cannot be opened".formatted(file));
        } catch (IOException e) {
            throw new CommandRefused("%s is no zip archive, or is cut off or damaged".formatted(file));
        }
        try {
            return new BackupFile(zip, manifest(zip, contents));
        } catch (CommandRefused e) {
            zip.close();
            throw new CommandRefused(e.reasons().stream()
                    .map(reason -> "%s: %s".formatted(file, reason))
                    .toList());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static Manifest manifest(ZipFile zip, Contents contents) throws IOException {
        List<String> names = zip.stream().map(ZipEntry::getName).toList();
        CommandRefused.unlessEmpty(ManifestRules.refusedNames(names));
        byte[] json;
        try (var in = zip.getInputStream(zip.getEntry(Manifest.FILE))) {
            json = in.readNBytes(ManifestRules.MANIFEST_BYTES_MAX + 1);
        } catch (IOException e) {
            throw new CommandRefused("its manifest is damaged");
        }
        if (json.length > ManifestRules.MANIFEST_BYTES_MAX) {
            throw new CommandRefused("its manifest has more than %d bytes".formatted(ManifestRules.MANIFEST_BYTES_MAX));
        }
        var manifest = ManifestJson.read(json);
        Set<String> all = new TreeSet<>(names);
        CommandRefused.unlessEmpty(ManifestRules.refusals(manifest, all, contents));
        return manifest;
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads all files, and refuses the archive unless each is as the manifest says and can be read by this build. */
    void verify() throws IOException {
        for (var part : manifest.parts()) {
            read(part, TopicValues.schemaOf(part.topic()), _ -> {});
        }
    }

    /**
     * Reads one file; refuses it unless it is as the manifest says.
     *
     * @param values schema that the values shall have
     */
    void read(Part part, Schema values, Handler handler) throws IOException {
        var counted = new CountedStream(part.bytes());
        try (InputStream in = counted.from(zip.getInputStream(zip.getEntry(part.file())));
                var buffered = new BufferedInputStream(in, 1 << 16)) {
            var container = new ContainerReader(buffered);
            var schema = readable(part, container.schema(), values);
            var last = new int[1];
            var records = container.each(schema, each -> {
                var entry = Entry.of(each);
                if (entry.partition() < last[0] || entry.partition() >= part.partitions()) {
                    throw new IOException("a record of partition %d, after one of %d of %d partitions"
                            .formatted(entry.partition(), last[0], part.partitions()));
                }
                last[0] = entry.partition();
                handler.on(entry);
            });
            if (records != part.records() || counted.bytes() != part.bytes()) {
                throw new IOException("it has %d records in %d bytes, and its manifest says %d in %d"
                        .formatted(records, counted.bytes(), part.records(), part.bytes()));
            }
            if (!counted.digest().equals(part.sha256())) {
                throw new IOException("its checksum is not that of its manifest");
            }
        } catch (IOException e) {
            throw new CommandRefused(
                    "%s: %s is damaged: %s. Use another backup".formatted(zip.getName(), part.file(), e.getMessage()));
        }
    }

    private Schema readable(Part part, Schema file, Schema values) throws IOException {
        var written = Entry.valueSchema(file).orElseThrow(() -> new IOException("it has another form"));
        if (!part.schema().isEmpty() && !RegistryValues.fingerprint(written).equals(part.schema())) {
            throw new IOException("its schema is not that of its manifest");
        }
        try {
            var loss = SchemaLoss.of(written, values);
            if (!loss.isEmpty()) {
                throw new CommandRefused(
                        "%s: %s was written by a newer version (%s), and this build would lose %s: restore it with that version"
                                .formatted(zip.getName(), part.file(), manifest.product(), String.join(", ", loss)));
            }
            return Entry.schema(values);
        } catch (AvroRuntimeException e) {
            throw new IOException("its schema cannot be read", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
