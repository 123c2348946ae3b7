package dev.companion.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companion.serde.probe.Reading;
import java.util.HexFormat;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAvroDeserializerTest {

    private StubRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = StubRegistry.started();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void bytesBecomeTheGeneratedClass() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When
        Object read = specific().deserialize("sites", frame(id, Readings.ACME_AVRO));
        // Then
        assertThat(read).isEqualTo(Readings.acme());
    }

    @Test
    void bytesBecomeAGenericRecordByDefault() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When
        Object read = deserializer().deserialize("sites", frame(id, Readings.ACME_AVRO));
        // Then
        assertThat(read).isInstanceOf(GenericRecord.class).hasToString("""
                {"name": "Acme", "count": 3, "note": null, "taken": 1000, "marks": ["x"]}""");
    }

    @Test
    void oldClassReadsWhatANewerProgramWrote() {
        // Given
        int id = registry.holds("sites-value", Readings.NEWER.toString());
        // When
        Object read = specific().deserialize("sites", frame(id, "04" + "4851" + Readings.ACME_AVRO));
        // Then
        assertThat(read).isEqualTo(Readings.acme());
    }

    @Test
    void newClassFillsWhatAnOlderProgramDidNotKnow() {
        // Given
        int id = registry.holds("sites-value", """
                {"type":"record","name":"Reading","namespace":"dev.companion.serde.probe","fields":[
                {"name":"name","type":"string"},{"name":"count","type":"int"},
                {"name":"taken","type":{"type":"long","logicalType":"timestamp-millis"}}]}""");
        // When
        Object read = specific().deserialize("sites", frame(id, "0841636d65" + "06" + "d00f"));
        // Then
        assertThat(read).isInstanceOfSatisfying(Reading.class, reading -> {
            assertThat(reading.getCount()).isEqualTo(3);
            assertThat(reading.getNote()).isNull();
            assertThat(reading.getMarks()).isEmpty();
        });
    }

    @Test
    void tombstoneStaysNull() {
        assertThat(specific().deserialize("sites", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000000"})
    void tooFewBytesAreRefused(String hex) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> specific().deserialize("sites", Readings.bytes(hex)))
                .withMessageContaining("topic sites")
                .withMessageContaining("too few (expected: >= 5)");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void otherMagicByteIsRefused() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> specific().deserialize("sites", Readings.bytes("7b2261223a317d")))
                .withMessageContaining("first byte is 123 (expected: 0)");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void unknownIdIsAskedForOnce() {
        // Given
        var deserializer = specific();
        // When
        for (int record = 0; record < 100; record++) {
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> deserializer.deserialize("sites", frame(99, "00")))
                    .withMessageContaining("id 99")
                    .withMessageContaining("same registry");
        }
        // Then
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void schemaIsAskedForOnceForAllRecordsAndDeserializers() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When
        for (int i = 0; i < 3; i++) {
            var deserializer = specific();
            deserializer.deserialize("sites", frame(id, Readings.ACME_AVRO));
            deserializer.deserialize("sites", frame(id, Readings.ACME_AVRO));
        }
        // Then
        assertThat(registry.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0841636d", // ends within the name
                "ffffffff0f41636d65", // a name of -2^31 characters
                "feffffff0f41636d65", // a name of 2 GB
                "80d0acf30e41636d65", // a name of 2 * 10^9 bytes, less than Avro's limit and more than the heap
                "0841636d6506" + "0a" + "d00f" + "00", // a union branch that does not exist
                "0841636d65" + "06" + "00" + "d00f" + "feffffff0f" + "0278", // an array of 2^31 entries
                "0841636d65" + "06" + "00" + "d00f" + "80a8d6b907" + "0278" // an array of 10^9 entries
            })
    void brokenRecordIsRefusedWithoutQuotingIt(String hex) {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When
        var refused = catchThrowableOfType(
                SerializationException.class, () -> specific().deserialize("sites", frame(id, hex)));
        // Then
        assertThat(refused)
                .hasMessageContaining("not a record of schema id " + id)
                .hasNoCause();
        assertThat(refused.getMessage()).doesNotContain("Acm");
    }

    @Test
    void bytesLeftOverAreRefused() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When, Then
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> specific().deserialize("sites", frame(id, Readings.ACME_AVRO + "00")))
                .withMessageContaining("left over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.companion.nowhere.Reading", "java.util.ArrayList"})
    void schemaWithoutGeneratedClassIsNamed(String name) {
        // Given
        int id = registry.holds("sites-value", "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}");
        // When, Then
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> specific().deserialize("sites", frame(id, "")))
                .withMessageContaining(name)
                .withMessageContaining("specific.avro.reader=false");
    }

    @Test
    void classIsFoundOnTheContextClassLoader() throws Exception {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        var deserializer = specific();
        var own = Thread.currentThread().getContextClassLoader();
        Object read;
        try (var elsewhere = new ReloadingClassLoader(own)) {
            // When
            Thread.currentThread().setContextClassLoader(elsewhere);
            read = deserializer.deserialize("sites", frame(id, Readings.ACME_AVRO));
            // Then
            assertThat(read.getClass().getClassLoader()).isSameAs(elsewhere);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private RegistryAvroDeserializer specific() {
        return deserializer("specific.avro.reader", "true");
    }

    private RegistryAvroDeserializer deserializer(String... more) {
        var deserializer = new RegistryAvroDeserializer();
        deserializer.configure(Readings.config(registry.url(), more), false);
        return deserializer;
    }

    private static byte[] frame(int id, String avro) {
        return Readings.bytes("00" + HexFormat.of().toHexDigits(id) + avro);
    }
}
