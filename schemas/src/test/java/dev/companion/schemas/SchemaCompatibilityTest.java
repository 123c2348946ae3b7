package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.companion.schemas.TopicCatalogue.Visibility;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks every schema against all its released versions before any registry sees it: public ones must be readable in
 * both directions, internal ones by newer readers. {@code -Dcompanion.schemas.release=true} writes a new schema as the
 * next version into {@code released/}; a released file never changes.
 */
class SchemaCompatibilityTest {

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    /** Before Avro's own check, because this one says what to do. */
    @ParameterizedTest
    @MethodSource("topics")
    void aSchemaOnlyAddsToEveryReleasedVersion(Topic<?> topic) {
        for (var released : ReleasedSchemas.of(topic)) {
            assertThat(SchemaChanges.refusals(released, topic.schema()))
                    .as("changes of %s that released readers cannot follow", topic.name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aSchemaAgreesWithEveryReleasedVersion(Topic<?> topic) throws Exception {
        var released = ReleasedSchemas.of(topic);

        validator(topic).validate(topic.schema(), newestFirst(released));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theSchemaInUseIsAReleasedOne(Topic<?> topic) throws Exception {
        var current = ReleasedSchemas.plain(topic.schema());
        var released = ReleasedSchemas.of(topic);
        if (Boolean.getBoolean("companion.schemas.release") && !released.contains(current)) {
            var file = ReleasedSchemas.directory(topic).resolve((released.size() + 1) + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", current) + "\n");
            released = ReleasedSchemas.of(topic);
        }

        assertThat(released)
                .as(
                        "%s has a change that is not released: run the tests with -Dcompanion.schemas.release=true",
                        topic.name())
                .contains(current);
    }

    /**
     * While an upgrade is rolled out, instances of two releases write and read the same topics, also those that only one
     * service uses. A registry would let an internal topic have a change that only the newer of them follows.
     */
    @ParameterizedTest
    @MethodSource("topics")
    void eachReleaseReadsTheOneBeforeItAndTheOneAfterIt(Topic<?> topic) throws Exception {
        var versions = new ArrayList<>(ReleasedSchemas.of(topic));
        versions.add(topic.schema());

        for (var next = 1; next < versions.size(); next++) {
            bothWays().validate(versions.get(next), List.of(versions.get(next - 1)));
        }
    }

    @Test
    void aChangeThatOnlyNewReadersFollowIsFound() throws Exception {
        var before = new Schema.Parser()
                .parse(record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}"));
        var after = new Schema.Parser().parse(record("{\"name\":\"a\",\"type\":\"string\"}"));

        validator(Topics.PROVISIONING_INTENTS).validate(after, List.of(before));
        assertThatExceptionOfType(SchemaValidationException.class)
                .isThrownBy(() -> bothWays().validate(after, List.of(before)));
    }

    private static SchemaValidator bothWays() {
        return new SchemaValidatorBuilder().mutualReadStrategy().validateLatest();
    }

    @Test
    void aChangeThatBreaksReadersIsFound() {
        var v1 = new Schema.Parser().parse(record("{\"name\":\"a\",\"type\":\"string\"}"));
        var v2 = new Schema.Parser()
                .parse(record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}"));

        assertThatExceptionOfType(SchemaValidationException.class)
                .isThrownBy(() -> validator(Topics.RMM_SITES).validate(v2, List.of(v1)));
        assertThatExceptionOfType(SchemaValidationException.class)
                .isThrownBy(() -> validator(Topics.REQUESTS).validate(v2, List.of(v1)));
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }

    private static SchemaValidator validator(Topic<?> topic) {
        var internal = TopicCatalogue.load().row(topic.name()).visibility() == Visibility.NO;
        return internal
                ? new SchemaValidatorBuilder().canReadStrategy().validateAll()
                : new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
    }

    private static List<Schema> newestFirst(List<Schema> released) {
        return released.reversed();
    }
}
