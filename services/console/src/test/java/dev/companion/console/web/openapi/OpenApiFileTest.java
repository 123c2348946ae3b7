package dev.companion.console.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document from which the types of the pages are generated is the one that the console serves. With
 * {@code -Dcompanion.docs.write=true} it is written; {@code npm run types} in {@code ui} then makes the types.
 */
@ConsoleTest
@Import(Tenancy.class)
class OpenApiFileTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Autowired
    private Tenancy tenancy;

    @Test
    void theCommittedDocumentIsTheOneServed() throws IOException {
        var file = Path.of("ui", "openapi.json");
        var served = ordered(tenancy.fresh().stranger().get("/v3/api-docs").json());
        if (Boolean.getBoolean("companion.docs.write")) {
            Files.writeString(file, served);
        }

        assertThat(Files.readString(file))
                .as("write it with -Dcompanion.docs.write=true, then run npm run types in services/console/ui")
                .isEqualTo(served);
    }

    private static String ordered(JsonNode document) {
        return JSON.writeValueAsString(JSON.convertValue(document, Object.class)) + "\n";
    }
}
