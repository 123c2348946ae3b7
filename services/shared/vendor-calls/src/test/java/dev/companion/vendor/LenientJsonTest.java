package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LenientJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "<html></html>",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{'a':1}",
                "nothing",
                "{\"a\":}",
                "\u0000",
                "{\"a\":\"\u0001\"}",
                "{\"a\":01}"
            })
    void whatIsNoDocumentIsNothing(String text) {
        assertThat(LenientJson.parse(text)).isEmpty();
    }

    @Test
    void documentNestedWithoutEndIsNothing() {
        assertThat(LenientJson.parse("[".repeat(200_000) + "]".repeat(200_000))).isEmpty();
        assertThat(LenientJson.parse("{\"a\":".repeat(200_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "null",
            value = {
                "12 | 12",
                "\"12\" | 12",
                "\" 12 \" | 12",
                "-3 | -3",
                "12.0 | 12",
                "9223372036854775807 | 9223372036854775807",
                "12.5 | null",
                "9223372036854775808 | null",
                "1e400 | null",
                "1e99999999 | null",
                "\"1e3\" | null",
                "\"\" | null",
                "true | null",
                "null | null",
                "{} | null",
                "[1] | null",
                "\"9999999999999999999\" | null"
            })
    void wholeNumbers(String written, Long expected) {
        assertThat(LenientJson.whole(field(written), "a")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "null",
            value = {
                "true | true", "false | false", "1 | true", "0 | false", "\"true\" | true", "\"FALSE\" | false",
                "2 | null", "\"yes\" | null", "\"\" | null", "null | null", "{} | null", "[true] | null"
            })
    void flags(String written, Boolean expected) {
        assertThat(LenientJson.flag(field(written), "a")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "null",
            value = {
                "1700000000000 | 2023-11-14T22:13:20Z",
                "1700000000 | 2023-11-14T22:13:20Z",
                "1700000000.25 | 2023-11-14T22:13:20.250Z",
                "1700000000.001 | 2023-11-14T22:13:20.001Z",
                "1.7E9 | 2023-11-14T22:13:20Z",
                "\"1700000000000\" | 2023-11-14T22:13:20Z",
                "\"1700000000.5\" | 2023-11-14T22:13:20.500Z",
                "\"2023-11-14T22:13:20Z\" | 2023-11-14T22:13:20Z",
                "\"2023-11-14T22:13:20.123+01:00\" | 2023-11-14T21:13:20.123Z",
                "\"2015-01-18T10:02:30\" | 2015-01-18T10:02:30Z",
                "\"2015-01-18 10:02:30\" | 2015-01-18T10:02:30Z",
                "-62135596800000 | null",
                "\"-62135596800000\" | null",
                "\"0001-01-01T00:00:00Z\" | null",
                "-1 | null",
                "1e300 | null",
                "99999999999999999999999 | null",
                "\"99999999999999\" | 5138-11-16T09:46:39.999Z",
                "\"999999999999999\" | null",
                "\"yesterday\" | null",
                "\"\" | null",
                "true | null",
                "{} | null",
                "null | null"
            })
    void threeFormsOfTime(String written, Instant expected) {
        assertThat(LenientJson.instant(field(written), "a")).isEqualTo(expected);
    }

    @Test
    void textIsUnchangedAndTakenFromTheFirstNameThatHasOne() {
        var node = document("{\"a\":null,\"b\":{},\"c\":\" x[y] \",\"d\":7}");
        assertThat(LenientJson.text(node, "a", "b", "c")).isEqualTo(" x[y] ");
        assertThat(LenientJson.text(node, "d")).isEqualTo("7");
        assertThat(LenientJson.text(node, "a", "b", "none")).isNull();
        assertThat(LenientJson.text(document("[1,2]"), "a")).isNull();
        assertThat(LenientJson.text(document("\"text\""), "a")).isNull();
    }

    @Test
    void halfOfACharacterIsReplacedAndAWholeOneIsKept() {
        assertThat(LenientJson.text(field("\"a\\ud83e\\udd50b\""), "a")).isEqualTo("a\ud83e\udd50b");
        assertThat(LenientJson.text(field("\"a\\ud83eb\""), "a")).isEqualTo("a?b");
    }

    private static JsonNode field(String written) {
        return document("{\"a\":" + written + "}");
    }

    private static JsonNode document(String text) {
        return LenientJson.parse(text).orElseThrow();
    }
}
