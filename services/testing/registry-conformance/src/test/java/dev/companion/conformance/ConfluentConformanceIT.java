package dev.companion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.companion.conformance.records.Parcel;
import dev.companion.conformance.records.ParcelState;
import dev.companion.serde.RegistryAvroDeserializer;
import dev.companion.serde.RegistryAvroSerializer;
import dev.companion.serde.RegistryClient;
import dev.companion.serde.RegistryException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Our serde and Confluent's client at one real registry: either may write, register or ask, and the other must not
 * notice.
 */
class ConfluentConformanceIT {

    private static final int HEADER_BYTES = 5;

    private static RegistryProcess registry;
    private static ConfluentSide theirs;
    private static RegistryClient ours;

    private String topic;
    private String subject;

    @BeforeAll
    static void startRegistry() throws Exception {
        registry = RegistryProcess.started();
        theirs = new ConfluentSide(registry.url());
        ours = RegistryClient.of(Parcels.config(registry.url()));
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @BeforeEach
    void nameSubject(TestInfo test) {
        topic = "companion." + test.getTestMethod().orElseThrow().getName() + ".v1";
        subject = topic + "-value";
    }

    @Test
    void theyReadWhatWeWrite() throws Exception {
        // Given
        byte[] message = serializer().serialize(topic, Parcels.parcel());
        Object expected = generic(message);
        // When
        var read = theirs.read(message);
        // Then
        assertThat(read.getSchema().getFullName()).isEqualTo(Parcel.class.getName());
        assertThat(read).hasToString(expected.toString()).asString().contains("žluťoučký kůň 7", "Karl Johans gate 1");
    }

    @Test
    void weReadWhatTheyWrite() throws Exception {
        // Given
        byte[] avro = avroOf(serializer().serialize("elsewhere", Parcels.parcel()));
        byte[] message = theirs.write(subject, ConfluentSide.fromAvro(Parcels.FILE, avro));
        // When
        Object read = deserializer().deserialize(topic, message);
        // Then
        assertThat(read).isEqualTo(Parcels.parcel());
    }

    @Test
    void bytesAreTheSameWhoeverWritesFirst() throws Exception {
        // Given
        byte[] mine = serializer().serialize(topic, Parcels.parcel());
        // When
        byte[] other = theirs.write(subject, ConfluentSide.fromAvro(Parcels.FILE, avroOf(mine)));
        // Then
        assertThat(mine).isEqualTo(other);
    }

    @Test
    void bytesAreThoseOfTheSpecification() {
        // Given
        String schema = "{\"type\":\"record\",\"name\":\"Pair\",\"fields\":["
                + "{\"name\":\"a\",\"type\":\"long\"},{\"name\":\"b\",\"type\":\"string\"}]}";
        var pair = new GenericData.Record(Parcels.schema(schema));
        pair.put("a", -65L);
        pair.put("b", "foo");
        // When
        byte[] message = serializer().serialize(topic, pair);
        // Then
        int id = ours.lookUp(subject, Parcels.schema(schema));
        byte[] header =
                ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array();
        assertThat(Arrays.copyOf(message, HEADER_BYTES)).isEqualTo(header);
        assertThat(avroOf(message)).asHexString().isEqualToIgnoringCase("8101" + "06666f6f");
    }

    @Test
    void theyFindWhatWeRegisterFromTheGeneratedClass() throws Exception {
        // When
        int id = ours.register(subject, Parcel.getClassSchema());
        // Then
        assertThat(theirs.lookUp(subject, Parcels.FILE)).isEqualTo(id);
        assertThat(theirs.register(subject, Parcels.FILE)).isEqualTo(id);
        assertThat(theirs.client().getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
        assertThat(theirs.client().getAllSubjects())
                .contains(subject)
                .containsExactlyInAnyOrderElementsOf(ours.subjects());
    }

    @Test
    void weFindWhatTheyRegisterFromTheFile() throws Exception {
        // When
        int id = theirs.register(subject, Parcels.FILE);
        // Then
        assertThat(ours.lookUp(subject, Parcel.getClassSchema())).isEqualTo(id);
        assertThat(ours.register(subject, Parcel.getClassSchema())).isEqualTo(id);
        assertThat(ours.latest(subject).id()).isEqualTo(id);
        assertThat(ours.latest(subject).version()).isEqualTo(1);
        assertThat(ours.byId(id)).isEqualTo(Parcels.schema(Parcels.FILE));
    }

    @Test
    void generatedClassIsWrittenWithRegistrationOff() throws Exception {
        // Given
        int id = theirs.register(subject, Parcels.FILE);
        // When
        byte[] message = serializer("auto.register.schemas", "false").serialize(topic, Parcels.parcel());
        // Then
        assertThat(ByteBuffer.wrap(message).getInt(1)).isEqualTo(id);
        assertThat(theirs.read(message).get("parcelId")).hasToString("žluťoučký kůň 7");
    }

    /** Why the serde removes it: should a registry ever stop caring, this fails and the removal may go. */
    @Test
    void generatedSchemaIsNotFoundWithItsJavaProperties() throws Exception {
        // Given
        theirs.register(subject, Parcels.FILE);
        // When
        var refused = catchThrowableOfType(
                RestClientException.class,
                () -> theirs.lookUp(subject, Parcel.getClassSchema().toString()));
        // Then
        assertThat(refused.getErrorCode()).isEqualTo(40403);
    }

    @Test
    void unregisteredSchemaIsRefusedWithRegistrationOff() throws Exception {
        // Given
        theirs.register(subject, "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}");
        var serializer = serializer("auto.register.schemas", "false");
        // When
        var refused =
                catchThrowableOfType(RegistryException.class, () -> serializer.serialize(topic, Parcels.parcel()));
        // Then
        assertThat(refused.isMissing()).isTrue();
        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused).hasMessageContaining(Parcel.class.getName()).hasMessageContaining(subject);
    }

    @Test
    void oldReaderUnderstandsANewWriter() throws Exception {
        // Given
        theirs.register(subject, Parcels.FILE);
        theirs.register(subject, Parcels.NEXT_FILE);
        byte[] old = serializer().serialize(topic, Parcels.parcel());
        byte[] inNewVersion = serializer("auto.register.schemas", "false", "use.latest.version", "true")
                .serialize(topic, Parcels.parcel());
        assertThat(theirs.read(inNewVersion).get("carrier")).hasToString("post");
        assertThat(inNewVersion).isNotEqualTo(old);
        // When
        Object read = deserializer().deserialize(topic, inNewVersion);
        // Then
        assertThat(read).isEqualTo(Parcels.parcel());
    }

    @Test
    void newReaderUnderstandsAnOldWriter() throws Exception {
        // Given
        int id = ours.register(subject, Parcels.schema("""
                {"type": "record", "name": "Parcel", "namespace": "dev.companion.conformance.records", "fields": [
                  {"name": "parcelId", "type": "string"},
                  {"name": "sequence", "type": "int"},
                  {"name": "weightKg", "type": "float"},
                  {"name": "sentAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "state", "type": {"type": "enum", "name": "ParcelState", "symbols": ["SENT", "LOST"]}},
                  {"name": "checksum", "type": {"type": "fixed", "name": "Checksum", "size": 4}},
                  {"name": "sender", "type": {"type": "record", "name": "Address", "fields": [
                    {"name": "city", "type": "string"}]}}]}"""));
        String p = "0270";
        String two = "04";
        String half = "0000003f";
        String oneMillisecond = "02";
        String lost = "02";
        String fourBytes = "01020304";
        byte[] message = HexFormat.of()
                .parseHex(
                        "00" + HexFormat.of().toHexDigits(id) + p + two + half + oneMillisecond + lost + fourBytes + p);
        // When
        Parcel read = (Parcel) deserializer().deserialize(topic, message);
        // Then
        assertThat(read.getParcelId()).isEqualTo("p");
        assertThat(read.getSequence()).isEqualTo(2);
        assertThat(read.getWeightKg()).isEqualTo(0.5);
        assertThat(read.getState()).isEqualTo(ParcelState.UNKNOWN);
        assertThat(read.getPieces()).isEqualTo(1);
        assertThat(read.getReceiver()).isNull();
    }

    @Test
    void levelSetByUsIsSeenByThemAndObeyed() throws Exception {
        // Given
        ours.register(subject, Parcel.getClassSchema());
        Schema incompatible = Parcels.schema(Parcels.FILE.replace("\"double\"", "\"string\""));
        Schema compatible = Parcels.schema(Parcels.NEXT_FILE);
        // When
        ours.setCompatibility(subject, "FULL_TRANSITIVE");
        // Then
        assertThat(theirs.client().getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
        assertThat(ours.compatibility(subject)).isEqualTo("FULL_TRANSITIVE");
        assertThat(ours.compatible(subject, compatible)).isTrue();
        assertThat(ours.compatible(subject, incompatible)).isFalse();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> ours.register(subject, incompatible))
                .satisfies(e -> assertThat(e.status()).isEqualTo(409))
                .satisfies(e -> assertThat(e.isRetryable()).isFalse());
    }

    @Test
    void levelSetByThemIsSeenByUs() throws Exception {
        // Given
        theirs.register(subject, Parcels.FILE);
        // When
        theirs.client().updateCompatibility(subject, "BACKWARD_TRANSITIVE");
        // Then
        assertThat(ours.compatibility(subject)).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void unknownIdIsAMissingSchema() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> deserializer().deserialize(topic, new byte[] {0, 0x7f, 0, 0, 1, 0}))
                .withMessageContaining("id 2130706433")
                .satisfies(e -> assertThat(e.isMissing()).isTrue());
    }

    private static byte[] avroOf(byte[] message) {
        return Arrays.copyOfRange(message, HEADER_BYTES, message.length);
    }

    private static Object generic(byte[] message) {
        var deserializer = new RegistryAvroDeserializer();
        deserializer.configure(Parcels.config(registry.url(), "specific.avro.reader", "false"), false);
        return deserializer.deserialize("any", message);
    }

    private static RegistryAvroSerializer serializer(String... more) {
        var serializer = new RegistryAvroSerializer();
        serializer.configure(Parcels.config(registry.url(), more), false);
        return serializer;
    }

    private static RegistryAvroDeserializer deserializer() {
        var deserializer = new RegistryAvroDeserializer();
        deserializer.configure(Parcels.config(registry.url()), false);
        return deserializer;
    }
}
