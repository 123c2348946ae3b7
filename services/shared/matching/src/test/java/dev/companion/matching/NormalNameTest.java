package dev.companion.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme            | ACME",
                "Straße          | STRASSE",
                "Müller          | Mueller",
                "Müller          | Muller",
                "Łódź            | Lodz",
                "Sørensen        | Sorensen",
                "Sørensen        | Soerensen",
                "Ångström        | Aangstroem",
                "Ærø             | Aeroe",
                "Café            | Cafe\u0301",
                "O'Brien         | O’Brien",
                "A. B. Cee       | AB Cee",
                "Bell & Co Works | Bell and Co Works",
                "Vogel+Noack     | Vogel und Noack",
                "Ｆｕｌｌ           | full",
                "ΝΙΚΟΣ           | νίκος",
                "Room ٣          | Room 3",
                "U.S. Cee        | U. S. Cee",
            })
    void oneName(String one, String other) {
        assertThat(NormalName.of(one).reads(NormalName.of(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mueller | Muller",
                "ガス     | カス",
                "мой     | мои",
                "C++     | C",
                "C#      | C",
                "A+B     | AB",
                "Store 1 12 | Store 11 2",
                "Data Tech  | DataTech",
                "The Acme   | Acme",
                "Noble & Co | Noble",
            })
    void twoNames(String one, String other) {
        assertThat(NormalName.of(one).reads(NormalName.of(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme Ltd.                     | acme | ltd",
                "Acme, Limited                 | acme | ltd",
                "Acme (Pty) Ltd                | acme | ptyltd",
                "Acme GmbH & Co. KG            | acme | gmbhcokg",
                "Acme UG (haftungsbeschränkt)  | acme | ughaftungsbeschrankt",
                "Acme Sp. z o.o.               | acme | spzoo",
                "Acme s.r.o.                   | acme | sro",
                "Acme A/S                      | acme | as",
                "Acme S.A. de C.V.             | acme | sadecv",
                "Acme Ltd (Leeds)              | acme leeds | ltd",
                "Acme (Leeds) Ltd              | acme leeds | ltd",
                "ООО Ромашка                   | ромашка | ооо",
                "株式会社山田                    | 山田 | 株式会社 in front",
                "山田㈱                         | 山田 | 株式会社",
                "Acme & Co Ltd                 | acme and co | ltd",
            })
    void theLegalFormIsTakenOffAndRemembered(String text, String words, String kind) {
        var name = NormalName.of(text);

        assertThat(Word.plainOf(name.words(), " ")).isEqualTo(words);
        assertThat(name.form()).isNotNull().extracting(LegalForm::kind).isEqualTo(kind);
    }

    @Test
    void aFormThatMayBeAWordIsCertainOnlyWithDots() {
        assertThat(NormalName.of("Acme SA").form()).isEqualTo(new LegalForm("sa", false));
        assertThat(NormalName.of("Acme S.A.").form()).isEqualTo(new LegalForm("sa", true));
        assertThat(NormalName.of("Acme S. A.").form()).isEqualTo(new LegalForm("sa", true));
    }

    @Test
    void aFormInTheMiddleOfAPartIsAWord() {
        assertThat(NormalName.of("Limited Edition Prints").form()).isNull();
        assertThat(NormalName.of("AB Motors").form()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "Ltd", "GmbH & Co. KG", "S.A.", "???", "--", "\u200E\u200F", "👍", "´`'", "\u0301"})
    void nothingIsLeft(String text) {
        assertThat(NormalName.of(text).isEmpty()).isTrue();
        assertThat(MatchKeys.of(text)).isEmpty();
    }

    @Test
    void whatIsTooLongForANameIsNone() {
        assertThat(NormalName.of("x".repeat(512)).isEmpty()).isFalse();
        assertThat(NormalName.of("x".repeat(513)).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Test", "4711", "X", "n/a", "New Customer", "Deleted Devices"})
    void someNamesSayLittle(String text) {
        assertThat(NormalName.of(text).saysLittle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-B (C) D – E, F & G + H / I: J",
                "ä ö ü ß ø å æ",
                "a b c d e f g h i j k l m n o p q r s t u v w x y z"
            })
    void aNameHasABoundedNumberOfKeys(String text) {
        assertThat(MatchKeys.of(text)).isNotEmpty().hasSizeLessThanOrEqualTo(MatchKeys.KEYS_MAX);
        assertThat(MatchKeys.of(text.repeat(6))).hasSizeLessThanOrEqualTo(MatchKeys.KEYS_MAX);
    }
}
