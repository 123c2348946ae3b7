package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldingTest {

    private final long seed = new Random().nextLong();
    private final Texts texts = new Texts(new Random(seed));

    @ParameterizedTest
    @CsvSource({
        "Acme, ACME",
        "Straße, STRASSE",
        "STRAẞE, strasse",
        "ΟΔΟΣ, οδος",
        "ΟΔΟΣ, οδοσ",
        "ﬁlm, FILM",
        "Ａｃｍｅ, Acme",
        "'existing\u00A0one', 'Existing one'",
        "'  existing \u2003\t one\u3000', 'existing one'",
        "'Acme\u200B', Acme",
        "'a\u200Bcme', Acme",
        "'\u202EAcme', Acme",
        "'e\u0301cole', École",
        "'e\u200D\u0301cole', École",
        "'❤\uFE0F', ❤",
        "'İ', 'i\u0307'",
        "'\u2800Acme\u3164', Acme"
    })
    void foldsTextsThatLookAlikeToOneForm(String one, String other) {
        assertThat(TextFolding.fold(one)).isEqualTo(TextFolding.fold(other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Acme, Acmé", "Acme, The Acme", "a b, ab", "Acme, Acme 2", "o, ø", "a, а"})
    void tellsTextsApartThatDoNot(String one, String other) {
        assertThat(TextFolding.fold(one)).isNotEqualTo(TextFolding.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "'\u00A0'", "'\u200B'", "'\u200B\u2003\uFEFF'", "'\u2800'", "'\t\n'"})
    void foldsWhatShowsNothingToNothing(String text) {
        assertThat(TextFolding.fold(text)).isEmpty();
    }

    @Test
    void isIdempotentAndBlindToCaseAndCompositionForEveryCharacter() {
        var offenders = new ArrayList<String>();
        var assigned = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.PRIVATE_USE);
        assigned.forEach(c -> {
            for (var text : new String[] {Character.toString(c), "a" + Character.toString(c) + "b"}) {
                var folded = TextFolding.fold(text);
                var same = folded.equals(TextFolding.fold(folded))
                        && folded.equals(TextFolding.fold(text.toLowerCase(Locale.ROOT)))
                        && folded.equals(TextFolding.fold(Normalizer.normalize(text, Normalizer.Form.NFD)))
                        && folded.equals(TextFolding.fold(Normalizer.normalize(text, Normalizer.Form.NFC)))
                        && folded.equals(TextFolding.fold(Normalizer.normalize(text, Normalizer.Form.NFKC)));
                if (!same) {
                    offenders.add("U+%04X in %s".formatted(c, text));
                }
            }
        });
        assertThat(offenders).isEmpty();
    }

    @RepeatedTest(3)
    void isIdempotentAndGivesTextsThatLookAlikeOneForm() {
        for (var n = 0; n < 20_000; n++) {
            var text = texts.next();
            var folded = TextFolding.fold(text);
            assertThat(TextFolding.fold(folded))
                    .as("seed %d: %s", seed, escaped(text))
                    .isEqualTo(folded);
            var alike = texts.alike(text);
            assertThat(TextFolding.fold(alike))
                    .as("seed %d: %s and %s", seed, escaped(text), escaped(alike))
                    .isEqualTo(folded);
        }
    }

    static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "\\u%04X".formatted(c))
                .reduce("", String::concat);
    }
}
