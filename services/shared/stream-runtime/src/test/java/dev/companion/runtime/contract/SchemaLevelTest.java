package dev.companion.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaLevelTest {

    private static Schema schema(String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[%s]}".formatted(fields.replace('\'', '"')));
    }

    private static final String A = "{'name':'a','type':'string'}";
    private static final String B = "{'name':'b','type':'string'}";
    private static final String B_OR_NOTHING = "{'name':'b','type':['null','string'],'default':null}";

    @Test
    void withoutVersionsNothingIsRefused() {
        assertThat(SchemaLevel.FULL_TRANSITIVE.refusals(schema(A), Map.of())).isEmpty();
    }

    @Test
    void aFieldWithADefaultIsAccepted() {
        var versions = Map.of(1, schema(A));

        assertThat(SchemaLevel.FULL_TRANSITIVE.refusals(schema(A + "," + B_OR_NOTHING), versions))
                .isEmpty();
    }

    @Test
    void everyVersionThatCannotBeReadIsNamed() {
        var versions = new TreeMap<>(Map.of(1, schema(A), 2, schema(A + "," + B), 3, schema(A)));

        assertThat(SchemaLevel.BACKWARD_TRANSITIVE.refusals(schema(A + "," + B), versions))
                .hasSize(2)
                .anySatisfy(refusal -> assertThat(refusal)
                        .startsWith("the new schema cannot read records of version 1: ")
                        .contains("b"))
                .anySatisfy(refusal -> assertThat(refusal).contains("version 3"));
    }

    @Test
    void onlyTheFullLevelAsksWhetherOlderReadersFollow() {
        var versions = Map.of(1, schema(A + "," + B));

        assertThat(SchemaLevel.BACKWARD_TRANSITIVE.refusals(schema(A), versions))
                .isEmpty();
        assertThat(SchemaLevel.FULL_TRANSITIVE.refusals(schema(A), versions))
                .singleElement()
                .asString()
                .startsWith("version 1 cannot read records of the new schema");
    }
}
