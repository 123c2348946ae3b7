package dev.companion.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companion.serde.probe.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAvroSerializerTest {

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
    void generatedRecordHasTheBytesOfTheFormat() {
        // Given
        registry.nextIdIs(7);
        // When
        byte[] bytes = serializer().serialize("sites", Readings.acme());
        // Then
        assertThat(bytes).asHexString().isEqualToIgnoringCase("00" + "00000007" + Readings.ACME_AVRO);
    }

    @Test
    void genericRecordHasTheSameBytes() {
        // Given
        registry.nextIdIs(7);
        // When
        byte[] bytes = serializer().serialize("sites", Readings.generic(Readings.AS_IN_FILE));
        // Then
        assertThat(bytes).asHexString().isEqualToIgnoringCase("00" + "00000007" + Readings.ACME_AVRO);
    }

    @Test
    void idIsWrittenMostSignificantByteFirst() {
        // Given
        registry.nextIdIs(0x01020304);
        // When
        byte[] bytes = serializer().serialize("sites", Readings.acme());
        // Then
        assertThat(bytes).startsWith(0, 1, 2, 3, 4);
    }

    @Test
    void tombstoneStaysNullWithoutAskingAnybody() {
        assertThat(serializer().serialize("sites", null)).isNull();
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void generatedClassRegistersTheSchemaOfItsFile() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        assertThat(Reading.getClassSchema().toString()).contains("avro.java.string");
        // When
        byte[] bytes = serializer().serialize("sites", Readings.acme());
        // Then
        assertThat(bytes[4]).isEqualTo((byte) id);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void generatedClassKeepsJavaPropertiesWhenTold() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When
        byte[] bytes = serializer("avro.remove.java.properties", "false").serialize("sites", Readings.acme());
        // Then
        assertThat(bytes[4]).isNotEqualTo((byte) id);
    }

    @Test
    void generatedClassIsFoundWhenRegistrationIsOff() {
        // Given
        int id = registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When
        byte[] bytes = serializer("auto.register.schemas", "false").serialize("sites", Readings.acme());
        // Then
        assertThat(bytes[4]).isEqualTo((byte) id);
        assertThat(registry.requests()).extracting(StubRegistry.Request::path).containsExactly("/subjects/sites-value");
    }

    @Test
    void unregisteredSchemaIsNamedAndNothingIsRegistered() {
        // Given
        registry.holds("sites-value", "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}");
        var serializer = serializer("auto.register.schemas", "false");
        // When
        var refused =
                catchThrowableOfType(RegistryException.class, () -> serializer.serialize("sites", Readings.acme()));
        // Then
        assertThat(refused)
                .hasMessageContaining("dev.companion.serde.probe.Reading")
                .hasMessageContaining("sites-value")
                .hasMessageContaining("auto.register.schemas=true");
        assertThat(refused.isMissing()).isTrue();
        assertThat(refused.isRetryable()).isFalse();
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void latestVersionIsFilledByNameAndDefault() {
        // Given
        registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        int latest = registry.holds("sites-value", Readings.NEWER.toString());
        var serializer = serializer("auto.register.schemas", "false", "use.latest.version", "true");
        // When
        byte[] bytes = serializer.serialize("sites", Readings.acme());
        // Then
        String unknown = "0e" + "756e6b6e6f776e";
        assertThat(bytes).asHexString().isEqualToIgnoringCase("000000000" + latest + unknown + Readings.ACME_AVRO);
    }

    @Test
    void latestVersionThatCannotBeFilledIsRefused() {
        // Given
        registry.holds(
                "sites-value",
                Readings.AS_IN_FILE
                        .toString()
                        .replace("\"fields\":[", "\"fields\":[{\"name\":\"a\",\"type\":\"int\"},"));
        var serializer = serializer("auto.register.schemas", "false", "use.latest.version", "true");
        // When, Then
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer.serialize("sites", Readings.acme()))
                .withMessageContaining("use.latest.version=false");
    }

    @ParameterizedTest
    @CsvSource({
        ",false,sites-value",
        ",true,sites-key",
        "io.confluent.kafka.serializers.subject.TopicNameStrategy,false,sites-value",
        "RecordNameStrategy,false,dev.companion.serde.probe.Reading",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy,true,sites-dev.companion.serde.probe.Reading"
    })
    void subjectFollowsTheStrategy(String strategy, boolean isKey, String subject) {
        // Given
        var serializer = new RegistryAvroSerializer();
        String property = isKey ? "key.subject.name.strategy" : "value.subject.name.strategy";
        serializer.configure(Readings.config(registry.url(), property, strategy), isKey);
        // When
        serializer.serialize("sites", Readings.acme());
        // Then
        assertThat(registry.requests())
                .extracting(StubRegistry.Request::path)
                .containsExactly("/subjects/" + subject + "/versions");
    }

    @Test
    void foreignStrategyIsRefusedAtStart() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> serializer("value.subject.name.strategy", "com.acme.Own"))
                .withMessageContaining("value.subject.name.strategy: com.acme.Own")
                .withMessageContaining("RecordNameStrategy");
    }

    @Test
    void strangerIsRefusedWithoutQuotingIt() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serializer().serialize("sites", "a secret"))
                .withMessageContaining("java.lang.String is not an Avro record")
                .withMessageNotContaining("a secret");
    }

    @Test
    void recordThatDoesNotFitIsRefusedWithoutQuotingIt() {
        // Given
        GenericRecord wrong = new GenericData.Record(Readings.AS_IN_FILE);
        wrong.put("name", "Acme");
        wrong.put("count", "a secret");
        // When
        var refused = catchThrowableOfType(
                SerializationException.class, () -> serializer().serialize("sites", wrong));
        // Then
        assertThat(refused).hasMessageContaining("sites").hasNoCause();
        assertThat(refused.getMessage()).doesNotContain("a secret", "Acme");
    }

    @Test
    void twentyThreadsAskOnce() throws Exception {
        // Given
        var serializer = serializer();
        var gate = new CountDownLatch(1);
        registry.waitsFor(gate);
        List<Future<byte[]>> writes = new ArrayList<>();
        // When
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < 20; i++) {
                writes.add(threads.submit(() -> serializer.serialize("sites", Readings.acme())));
            }
            gate.countDown();
        }
        // Then
        for (Future<byte[]> write : writes) {
            assertThat(write.get()).asHexString().isEqualToIgnoringCase("0000000001" + Readings.ACME_AVRO);
        }
        assertThat(registry.requests()).hasSize(1);
    }

    private RegistryAvroSerializer serializer(String... more) {
        var serializer = new RegistryAvroSerializer();
        serializer.configure(Readings.config(registry.url(), more), false);
        return serializer;
    }
}
