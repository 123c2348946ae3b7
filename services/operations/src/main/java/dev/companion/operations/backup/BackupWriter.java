package dev.companion.operations.backup;

import dev.companion.operations.domain.backup.Content;
import dev.companion.operations.domain.backup.Manifest;
import dev.companion.operations.domain.backup.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes an archive under another name, and gives it its own when it is complete. Only its owner can read it. */
final class BackupWriter implements AutoCloseable {

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final ZipOutputStream zip;

    BackupWriter(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.temporary = this.file.resolveSibling(this.file.getFileName() + ".part");
        Files.deleteIfExists(temporary); // of an export that was cut
        this.channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(temporary));
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Produces the entries of one file. */
    @FunctionalInterface
    interface Source {

        void writeTo(Sink sink) throws IOException;
    }

    /** Takes the entries of one file. */
    @FunctionalInterface
    interface Sink {

        void add(Entry entry) throws IOException;
    }

    Part write(String topic, Content content, List<Long> ends, Values values, Source source) throws IOException {
        var name = Part.fileOf(topic);
        var counted = new CountedStream(Long.MAX_VALUE);
        var schema = Entry.schema(values.schema());
        var records = new long[1];
        zip.putNextEntry(new ZipEntry(name));
        try (var out = counted.to(zip);
                var container = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            container.create(schema, out, marker(topic));
            source.writeTo(entry -> {
                container.append(entry.toAvro(schema));
                records[0]++;
            });
        }
        zip.closeEntry();
        return new Part(
                name,
                topic,
                content,
                ends.size(),
                records[0],
                counted.bytes(),
                counted.digest(),
                values.fingerprint(),
                ends);
    }

    /** The mark between blocks. Not a random one, so that equal records are equal files. */
    private static byte[] marker(String topic) {
        return Arrays.copyOf(CountedStream.sha256().digest(topic.getBytes(StandardCharsets.UTF_8)), 16);
    }

    /** The backup is there only after this, and then wholly. */
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.FILE));
        zip.write(ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        zip.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
        }
        Files.deleteIfExists(temporary);
    }
}
