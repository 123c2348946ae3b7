package dev.companion.operations.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.operations.OperationsApplication;
import dev.companion.operations.domain.backup.Content;
import dev.companion.operations.domain.backup.Manifest;
import dev.companion.operations.domain.backup.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {

    private static final String ROWS = "companion-poller-rows-changelog";
    private static final String NAME = ROWS + ".avro";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("backup.zip");
        try (var writer = new BackupWriter(file)) {
            var part = writer.write(
                    ROWS, Content.CHANGELOG, List.of(9L, 0L, 4L), new TopicValues.PrivateValues(), sink -> {
                        sink.add(entry(0, "a", "1"));
                        sink.add(entry(2, "b", "2"));
                    });
            assertThat(file).as("it has its name only when it is complete").doesNotExist();
            writer.finish(manifest(part));
        }
    }

    private static Manifest manifest(Part... parts) {
        return new Manifest(1, "0.1", Instant.EPOCH, "cluster", null, List.of(), List.of(parts));
    }

    private static Entry entry(int partition, String key, String value) {
        var headers = new RecordHeaders();
        headers.add("ce_id", key.getBytes(UTF_8));
        headers.add("empty", null);
        return new Entry(partition, 1_234, key.getBytes(UTF_8), headers, ByteBuffer.wrap(value.getBytes(UTF_8)));
    }

    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        try (var backup = BackupFile.open(file, Installation.contents())) {
            for (var part : backup.manifest().parts()) {
                backup.read(part, TopicValues.schemaOf(part.topic()), entries::add);
            }
        }
        return entries;
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        assertThat(entries())
                .satisfiesExactly(first -> assertIs(first, 0, "a", "1"), other -> assertIs(other, 2, "b", "2"));
    }

    private static void assertIs(Entry entry, int partition, String key, String value) {
        assertThat(entry.partition()).isEqualTo(partition);
        assertThat(entry.timestamp()).isEqualTo(1_234);
        assertThat(entry.key()).isEqualTo(key.getBytes(UTF_8));
        assertThat(entry.headers()).isEqualTo(entry(partition, key, value).headers());
        assertThat(new TopicValues.PrivateValues().write(entry.value())).isEqualTo(value.getBytes(UTF_8));
    }

    @Test
    void onlyItsOwnerReadsItAndNothingElseIsLeft() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anExportThatIsCutLeavesNoFileAndDoesNotBlockTheNextOne() throws IOException {
        var other = directory.resolve("other.zip");
        Files.writeString(directory.resolve("other.zip.part"), "of a process that was killed");
        try (var writer = new BackupWriter(other)) {
            writer.write(ROWS, Content.CHANGELOG, List.of(), new TopicValues.PrivateValues(), _ -> {});
        }

        assertThat(other).doesNotExist();
        assertThat(directory.resolve("other.zip.part")).doesNotExist();
    }

    /** A person may read a file with Avro's own tools. */
    @Test
    void avroItselfReadsAFile() throws IOException {
        var records = new ArrayList<String>();
        try (var reader = new DataFileStream<GenericRecord>(
                new ByteArrayInputStream(files().get(NAME)), new GenericDatumReader<>())) {
            reader.forEach(record -> records.add(record.get("partition").toString()));
        }

        assertThat(records).containsExactly("0", "2");
    }

    private Map<String, byte[]> files() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private void rewrite(Map<String, byte[]> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
    }

    private void replace(String name, byte[] content) throws IOException {
        var files = files();
        files.put(name, content);
        rewrite(files);
    }

    private void assertRefused(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = OperationsApplication.commands(
                        Map.of(), InstantSource.fixed(Instant.EPOCH), new PrintWriter(out), new PrintWriter(err, true))
                .execute("backup", "verify", "--from", file.toString());

        assertThat(err.toString()).startsWith("refused: ").contains(words).doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
        assertThat(code).isEqualTo(3);
    }

    @Test
    void aCutArchiveAndOneThatIsNoneAreRefused() throws IOException {
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        assertRefused("is no zip archive, or is cut off or damaged");

        Files.writeString(file, "hello");
        assertRefused("is no zip archive");

        Files.delete(file);
        assertRefused("cannot be opened");
    }

    @Test
    void aChangedByteIsRefused() throws IOException {
        var content = files().get(NAME);
        content[content.length - 17] ^= 1; // the last value
        replace(NAME, content);
        assertRefused(NAME + " is damaged", "checksum");

        content[content.length - 18] ^= 1; // its length
        replace(NAME, content);
        assertRefused(NAME + " is damaged", "a record is damaged");
    }

    @Test
    void aFileThatIsShorterOrLongerThanItsManifestSaysIsRefused() throws IOException {
        var content = files().get(NAME);
        replace(NAME, Arrays.copyOf(content, content.length - 5));
        assertRefused(NAME + " is damaged", "ends too early");

        replace(NAME, Arrays.copyOf(content, content.length + 50_000_000));
        assertRefused(NAME + " is damaged", "more than the %d bytes".formatted(content.length));
    }

    @Test
    void aNewerFormatIsRefusedEvenIfItsManifestHasAnotherForm() throws IOException {
        replace(Manifest.FILE, "{\"format\": 2, \"product\": \"3.0\", \"parts\": 7}".getBytes(UTF_8));

        assertRefused("it has format 2, and this build reads format 1", "3.0");
    }

    @Test
    void aManifestThatIsNoneIsRefused() throws IOException {
        for (var text : List.of("", "{", "[]", "{\"format\": 1}", "{\"format\": 1, \"product\": null}")) {
            replace(Manifest.FILE, text.getBytes(UTF_8));
            assertRefused("backup.zip: it");
        }
        replace(Manifest.FILE, new byte[5 << 20]);
        assertRefused("its manifest has more than");
    }

    @Test
    void aNameWithAPathIsRefused() throws IOException {
        replace("../../evil.avro", new byte[0]);

        assertRefused("\"../../evil.avro\" (expected: names of topics, without a path)");
    }

    /** Twenty bytes that claim a length would end the process. */
    @Test
    void aLengthThatIsClaimedCostsNoMemory() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'O', 'b', 'j', 1, 2});
        out.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F});

        assertThatThrownBy(() -> new ContainerReader(new ByteArrayInputStream(out.toByteArray())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected: at most 1048576");
    }

    /** Such as by a newer build: what it would lose is named. */
    @Test
    void schemasThatKnowMoreAreFound() {
        var parser = new Schema.Parser();
        var own = parser.parse("""
                {"type":"record","name":"A","fields":[
                  {"name":"a","type":{"type":"enum","name":"E","symbols":["X"],"default":"X"}},
                  {"name":"b","type":["null",{"type":"array","items":"long"}]}]}""");
        var newer = new Schema.Parser().parse("""
                {"type":"record","name":"A","fields":[
                  {"name":"a","type":{"type":"enum","name":"E","symbols":["X","Y"],"default":"X"}},
                  {"name":"b","type":["null",{"type":"array","items":["long","string"]}]},
                  {"name":"c","type":"int"}]}""");

        assertThat(SchemaLoss.of(newer, own)).containsExactly("A.a=Y", "A.b[] as string", "A.c");
        assertThat(SchemaLoss.of(own, newer)).isEmpty();
        assertThat(SchemaLoss.of(own, own)).isEmpty();
    }

    @Test
    void everyTopicOfTheCatalogueIsWrittenWithASchemaThatItsReaderTakesBack() {
        var contents = Installation.contents();

        assertThat(contents.backedUp()).hasSizeGreaterThan(15).allSatisfy(topic -> {
            var value = TopicValues.schemaOf(topic);
            assertThat(value.toString()).doesNotContain("avro.java.string");
            assertThat(Entry.valueSchema(Entry.schema(value))).contains(value);
        });
        assertThat(contents.all())
                .filteredOn(topic -> !contents.backedUp().contains(topic))
                .as("what is never restored")
                .containsExactlyInAnyOrder(
                        "companion.requests.v1",
                        "companion.provisioning.intents.v1",
                        "companion.provisioning.outcomes.v1",
                        "companion.gravityzone.claim-requests.v1",
                        "companion.gravityzone.claim-answers.v1",
                        "companion.service-reports.v1",
                        "companion.dead-letters.v1");
    }

    @Test
    void theHelpSaysWhatIsNotInABackup() {
        var out = new StringWriter();
        OperationsApplication.commands(
                        new HashMap<>(), InstantSource.fixed(Instant.EPOCH), new PrintWriter(out), new PrintWriter(out))
                .execute("backup", "--help");

        assertThat(out.toString())
                .contains("keysets, passwords and settings")
                .contains("export", "restore", "verify", "list");
    }
}
