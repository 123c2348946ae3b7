package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Origin;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers with fields missing or values of any type are read or rejected, but never with an exception. */
class MutilatedAnswersTest {

    private static final Origin ORIGIN = new Origin("https", "vidal-api.centrastage.net", 443);

    /** A field with the colon, its value unless that is an object or an array, and the comma. */
    private static final Pattern FIELD =
            Pattern.compile("(\"[A-Za-z0-9]+\":)(\"(?:[^\"\\\\]|\\\\.)*\"|[-+.0-9eE]+|true|false|null)(,\\s*)");

    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "0.5",
            "99999999999999999999",
            "\"\"",
            "\"\\ud800\"",
            "{}",
            "[]",
            "[null]",
            "\"https://vidal-api.centrastage.net/x?page=%%&max=\"");

    private static final String PAGE = """
            {"pageDetails":{"count":1,"totalCount":1,"page":1,"pageSize":250,"prevPageUrl":null,
             "nextPageUrl":"https://vidal-api.centrastage.net/api/v2/account/sites?max=250&page=1"},
             "sites":[{"id":1001,"uid":"9a7d2c1e","name":"Site","onDemand":false,"devicesStatus":{"numberOfDevices":12},
             "username":"ann","created":1563184800000,"lastAccess":"2024-05-01T08:00:00Z","disabled":false,
             "masked":true,"value":"v","slidingTimeWindowSizeSeconds":60,"accountCount":1,"accountRateLimit":600,
             "operationWriteStatus":{"site-create":{"limit":100,"count":1},"site-update":7},"status":"OK","version":"1",
             "started":"2024-05-01T08:00:00Z","entity":"USER","category":"user","action":"login","date":1563184800.25,
             "site":{"id":1001,"name":"Site"},"user":{"id":7,"userName":"ann"},"details":"{\\"a\\":1}","error":null,
             "email":"a@b.c","role":"Admin","enabled":true,"mfaEnabled":true,"siteUid":null,"updatedAt":null}],"error":null}
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverAnException(long seed) {
        var random = new Random(seed);
        int documents = 0;
        for (int round = 0; round < 2_000; round++) {
            var text = mutilated(random);
            assertThatCode(() -> LenientJson.parse(text).ifPresent(MutilatedAnswersTest::read))
                    .as("seed %d, %s", seed, text)
                    .doesNotThrowAnyException();
            documents += LenientJson.parse(text).isPresent() ? 1 : 0;
        }
        assertThat(documents).as("texts that were still documents").isGreaterThan(1_000);
    }

    private static void read(JsonNode document) {
        for (Function<JsonNode, Object> row : List.<Function<JsonNode, Object>>of(
                DattoRows::site,
                DattoRows::user,
                DattoRows::variable,
                DattoRows::account,
                DattoRows::requestRate,
                DattoRows::status,
                DattoRows::activity,
                DattoRows::userAccount)) {
            var reader = new PageReader<>(ORIGIN, "/api/v2/account/sites", "sites", row);
            reader.read(document, reader.address(null));
            row.apply(document);
        }
    }

    /** Most texts stay documents, with values of wrong types and fields gone; one in ten is cut off. */
    private static String mutilated(Random random) {
        var text = PAGE;
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
            var fields = FIELD.matcher(text).results().toList();
            var field = fields.get(random.nextInt(fields.size()));
            var piece = random.nextInt(6) == 0
                    ? ""
                    : field.group(1) + PIECES.get(random.nextInt(PIECES.size())) + field.group(3);
            text = text.substring(0, field.start()) + piece + text.substring(field.end());
        }
        return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
    }
}
