package dev.companion.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

/** Whatever Avro can write must be read as Avro itself would: every kind of value, taken and skipped. */
class BoundedDecoderTest {

    private static final Schema EVERYTHING = new Schema.Parser().parse("""
            {"type":"record","name":"Everything","fields":[
             {"name":"nothing","type":"null"}, {"name":"yes","type":"boolean"}, {"name":"i","type":"int"},
             {"name":"l","type":"long"}, {"name":"f","type":"float"}, {"name":"d","type":"double"},
             {"name":"s","type":"string"}, {"name":"b","type":"bytes"},
             {"name":"x","type":{"type":"fixed","name":"Four","size":4}},
             {"name":"e","type":{"type":"enum","name":"Colour","symbols":["RED","BLUE"]}},
             {"name":"longs","type":{"type":"array","items":"long"}},
             {"name":"nulls","type":{"type":"array","items":"null"}},
             {"name":"byName","type":{"type":"map","values":["null","string"]}},
             {"name":"last","type":"string"}]}""");

    private static final Schema ONLY_LAST = new Schema.Parser()
            .parse(
                    "{\"type\":\"record\",\"name\":\"Everything\",\"fields\":[{\"name\":\"last\",\"type\":\"string\"}]}");

    @Test
    void everyKindIsReadBack() throws IOException {
        // When
        Object read = read(EVERYTHING, bytes());
        // Then
        assertThat(read).isEqualTo(everything());
    }

    @Test
    void everyKindIsSkipped() throws IOException {
        // When
        Object read = read(ONLY_LAST, bytes());
        // Then
        assertThat(((GenericRecord) read).get("last")).hasToString("end");
    }

    @Test
    void everyPrefixIsABadRecordAndNothingWorse() throws IOException {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(catchThrowable(() -> read(EVERYTHING, part)))
                    .as("%d bytes of %d", length, whole.length)
                    .isInstanceOf(IOException.class);
        }
    }

    private static Object read(Schema reader, byte[] bytes) throws IOException {
        return new GenericDatumReader<>(EVERYTHING, reader).read(null, new BoundedDecoder(bytes, 0, bytes.length));
    }

    private static byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        new GenericDatumWriter<>(EVERYTHING)
                .write(everything(), EncoderFactory.get().directBinaryEncoder(out, null));
        return out.toByteArray();
    }

    private static GenericRecord everything() {
        GenericRecord value = new GenericData.Record(EVERYTHING);
        value.put("yes", true);
        value.put("i", -1);
        value.put("l", Long.MIN_VALUE);
        value.put("f", 1.5f);
        value.put("d", -0.25);
        value.put("s", new Utf8("žluťoučký"));
        value.put("b", ByteBuffer.wrap(new byte[] {1, 2, 3}));
        value.put("x", new GenericData.Fixed(EVERYTHING.getField("x").schema(), new byte[] {4, 3, 2, 1}));
        value.put("e", new GenericData.EnumSymbol(EVERYTHING.getField("e").schema(), "BLUE"));
        value.put("longs", List.of(1L, 2L, 3L));
        value.put("nulls", Collections.nCopies(500, null));
        value.put("byName", Map.of(new Utf8("k"), new Utf8("v")));
        value.put("last", new Utf8("end"));
        return value;
    }
}
