package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Seeded changes of the released site: each is refused with a sentence that says what to do instead. */
class SchemaChangesTest {

    private static final Schema RELEASED = ReleasedSchemas.of(Topics.RMM_SITES).getFirst();

    private static List<String> refused(UnaryOperator<String> change) {
        return SchemaChanges.refusals(RELEASED, changed(change));
    }

    private static Schema changed(UnaryOperator<String> change) {
        var before = RELEASED.toString();
        var after = change.apply(before);
        assertThat(after).as("the seeded change").isNotEqualTo(before);
        return new Schema.Parser().parse(after);
    }

    /** The field as it is in the schema, with its comma. */
    private static String field(String json, String name) {
        var found = Pattern.compile("\\{\"name\":\"%s\",\"type\":(?:\"[^\"]*\"|\\[[^]]*])[^{}]*},?".formatted(name))
                .matcher(json);
        assertThat(found.find()).as("field %s in %s", name, json).isTrue();
        return found.group();
    }

    @Test
    void aFieldThatIsGone() {
        assertThat(refused(json -> json.replace(field(json, "devices"), "")))
                .containsExactly(
                        "Site.devices: the field is gone or has another name. Put it back; if it is no longer filled, say so in its"
                                + " doc. If it must change, make a new topic, .v2, and write both for 90 days.");
    }

    @Test
    void aTypeThatIsAnother() {
        assertThat(refused(json -> json.replace(
                        "\"name\":\"devices\",\"type\":[\"null\",\"int\"]",
                        "\"name\":\"devices\",\"type\":[\"null\",\"string\"]")))
                .containsExactly(
                        "Site.devices: its type was null or int and is null or string. Keep the type, and add a field of another"
                                + " name with a default. If it must change, make a new topic, .v2, and write both for 90 days.");
    }

    @Test
    void aSymbolThatIsGone() {
        assertThat(refused(json -> json.replace(",\"ON_DEMAND\"]", "]")))
                .containsExactly(
                        "SiteScope.ON_DEMAND: the symbol is gone or has another name. Put it back; if it is no longer written, say"
                                + " so in the doc. If it must change, make a new topic, .v2, and write both for 90 days.");
    }

    @Test
    void aNewFieldWithoutDefault() {
        assertThat(
                        refused(
                                json -> json.replace(
                                        "\"fields\":[{\"name\":\"metadata\"",
                                        "\"fields\":[{\"name\":\"region\",\"type\":\"string\",\"doc\":\"Where it is.\"},{\"name\":\"metadata\"")))
                .containsExactly(
                        "Site.region: the new field has no default. Give it one: readers need it for records that were written"
                                + " before.");
    }

    @Test
    void aFieldWithAnotherNameAlsoIfAvroWouldTakeADefaultForIt() {
        UnaryOperator<String> rename = json -> json.replace("\"name\":\"devices\"", "\"name\":\"deviceCount\"");

        assertThat(refused(rename))
                .singleElement()
                .asString()
                .startsWith("Site.devices: the field is gone or has another name.");
        assertThat(SchemaChanges.changes(RELEASED, changed(rename)))
                .singleElement()
                .asString()
                .startsWith("Site.deviceCount: ");
    }

    @Test
    void aRecordWithAnotherName() {
        assertThat(refused(json -> json.replaceFirst("\"name\":\"Site\"", "\"name\":\"Location\"")))
                .containsExactly(
                        "dev.companion.rmm.Site: the record is called dev.companion.rmm.Location now. Keep its name: readers find"
                                + " their class by it. If it must change, make a new topic, .v2, and write both for 90 days.");
    }

    @Test
    void aDefaultThatIsGone() {
        assertThat(refused(json -> json.replace(
                        field(json, "incarnation"), field(json, "incarnation").replace(",\"default\":1", ""))))
                .containsExactly(
                        "Site.incarnation: its default is gone. Put it back: readers need it for records that were written before"
                                + " the field.");
    }

    @Test
    void whatIsAddedWithADefaultIsNotRefused() {
        UnaryOperator<String> change = json -> json.replace(",\"ON_DEMAND\"]", ",\"ON_DEMAND\",\"ARCHIVED\"]")
                .replace(
                        "\"fields\":[{\"name\":\"metadata\"",
                        "\"fields\":[{\"name\":\"region\",\"type\":[\"null\",\"string\"],\"doc\":\"Where it is.\",\"default\":null},{\"name\":\"metadata\"");

        assertThat(refused(change)).isEmpty();
        assertThat(SchemaChanges.changes(RELEASED, changed(change)))
                .containsExactly("Site.region: Where it is.", "symbol SiteScope.ARCHIVED");
    }
}
