package dev.companion.gravityzone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.companion.vendor.LenientJson;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Results with fields missing and values of any type are read or not, but never with an exception. */
class MutilatedAnswersTest {

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
            "\"ffffffffffffffffffffffff\"");

    private static final String RESULT = """
            {"page":1,"perPage":30,"pagesCount":2,"total":31,"hasMoreRecords":true,"records":["5f1a2b3c4d5e6f7081920a1b"],
             "items":[{"id":"5f1a2b3c4d5e6f7081920a1b","name":"A","type":1,"parentId":"x","isSuspended":0,"createdAt":"2020-07-24T00:30:00",
             "details":{"type":1,"licenseInfo":{}},"packageName":"p","companyId":"c","installLinkWindows":"l","status":{"windows":2},
             "manageEncryption":true,"ownUse":{"manageExchange":false},"subscriptionType":3,"expiryDate":"2027-01-01T00:00:00",
             "usedSlots":3,"totalSlots":null,"isAddon":false,"assignedProductType":0,"assignedProtectionModel":"mspSecure","language":"en_US",
             "modules":{"firewall":1,"contentControl":true},"roles":{"exchange":0},"settings":{"removeCompetitors":1},"productType":0,
             "email":"a@b","profile":{"fullName":"A","timezone":"GMT"},"role":5,"rights":{"manageUsers":true,"odd":1}}]}
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

    private static void read(JsonNode result) {
        PageWalk.page(result, PageWalk.FIRST, InventoryRows::inventoryCompany);
        PageWalk.page(result, PageWalk.FIRST, InventoryRows::packageRef);
        for (var node :
                List.of(result, result.path("items"), result.path("items").path(0))) {
            InventoryRows.company(node);
            InventoryRows.links(node, "c", "p");
            InventoryRows.links(node, "c", null);
            InventoryRows.licenceFlags(node);
            LicenceRows.licence(node);
            PackageParams.details(node);
            AccountCalls.account(node);
            InventoryRows.createdId(node);
            RpcErrors.saidIn(node);
        }
    }

    /** Most texts stay documents, with values of wrong types and fields gone; one in ten is cut off. */
    private static String mutilated(Random random) {
        var text = RESULT;
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
