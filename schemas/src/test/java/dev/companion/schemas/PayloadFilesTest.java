package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.companion.schemas.TopicCatalogue.Visibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records that other programs may be sent ({@code payloads/TOPIC/pass}), and some that never leave Companion
 * ({@code fail}). Each that passes is really written and read: by each released version what this version writes, and the
 * reverse.
 */
class PayloadFilesTest {

    static Stream<Topic<?>> readByOthers() {
        var catalogue = TopicCatalogue.load();
        return Topics.all().stream().filter(topic -> catalogue.row(topic.name()).visibility() != Visibility.NO);
    }

    @ParameterizedTest
    @MethodSource("readByOthers")
    void eachThatPassesIsReadByEveryReleasedVersionAndTheReverse(Topic<?> topic) throws IOException {
        var files = files(topic, "pass");
        assertThat(files).as("records of %s that pass", topic.name()).isNotEmpty();
        for (var file : files) {
            var written = PlainRecords.toAvro(topic.schema(), PlainRecords.read(file), file.toString());
            assertThat(GenericData.get().validate(topic.schema(), written))
                    .as(file.toString())
                    .isTrue();
            for (var released : ReleasedSchemas.of(topic)) {
                var seen = copied(topic.schema(), released, written);
                var back = copied(released, topic.schema(), seen);

                assertThat(seen).as("%s, as an older program sees it", file).isNotNull();
                for (var field : released.getFields()) {
                    if (topic.schema().getField(field.name()) == null) {
                        continue; // taken out before the first release
                    }
                    assertThat(text(back, field))
                            .as("%s: %s", file, field.name())
                            .isEqualTo(text(written, field));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readByOthers")
    void eachThatFailsIsRefused(Topic<?> topic) throws IOException {
        var files = files(topic, "fail");
        assertThat(files).as("records of %s that fail", topic.name()).isNotEmpty();
        for (var file : files) {
            assertThatIllegalArgumentException()
                    .as(file.toString())
                    .isThrownBy(() -> PlainRecords.toAvro(topic.schema(), PlainRecords.read(file), file.toString()))
                    .withMessageStartingWith(file.toString());
        }
    }

    /** Nested records can have fields that the older version does not know. */
    private static String text(Object record, Schema.Field field) {
        var value = ((GenericData.Record) record).get(field.name());
        return value instanceof GenericData.Record || value instanceof List<?> ? "nested" : String.valueOf(value);
    }

    private static Object copied(Schema writer, Schema reader, Object record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(writer).write(record, encoder);
        encoder.flush();
        return new GenericDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    private static List<Path> files(Topic<?> topic, String kind) throws IOException {
        var name = topic.name().substring("companion.".length(), topic.name().length() - ".v1".length());
        try (var files = Files.list(Path.of("payloads", name, kind))) {
            return files.sorted().toList();
        }
    }
}
