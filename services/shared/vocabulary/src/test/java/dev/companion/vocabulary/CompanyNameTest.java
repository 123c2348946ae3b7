package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vocabulary.CompanyName.Flaw;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyNameTest {

    private final long seed = new Random().nextLong();
    private final Texts texts = new Texts(new Random(seed));

    @ParameterizedTest
    @CsvSource({
        "NOT_UNICODE, 'half \uD83D'",
        "NOT_UNICODE, '\uDE42 half'",
        "NOT_UNICODE, 'lost \uFFFD'",
        "NOT_UNICODE, 'none \uFFFE'",
        "BLANK, ''",
        "BLANK, '  '",
        "BLANK, '\u00A0'",
        "BLANK, '\u3000\u2003\t'",
        "BLANK, '\u2800'",
        "CONTROL_CHARACTER, 'Ac\tme'",
        "CONTROL_CHARACTER, 'Ac\nme'",
        "CONTROL_CHARACTER, 'Ac\u0000me'",
        "CONTROL_CHARACTER, 'Ac\u0085me'",
        "CONTROL_CHARACTER, 'Ac\u2028me'",
        "BIDI_OVERRIDE, 'Acme \u202Egro'",
        "BIDI_OVERRIDE, '\u2066Acme\u2069'",
        "INVISIBLE_CHARACTER, '\u200B'",
        "INVISIBLE_CHARACTER, 'Ac\u200Bme'",
        "INVISIBLE_CHARACTER, 'Ac\u200Dme'",
        "INVISIBLE_CHARACTER, 'Ac\u00ADme'",
        "INVISIBLE_CHARACTER, '\uFEFFAcme'",
        "INVISIBLE_CHARACTER, '\uFE0FAcme'",
        "INVISIBLE_CHARACTER, 'ا\u200C'",
        "INVISIBLE_CHARACTER, 'ا\u200C\u200Cب'",
        "ANGLE_BRACKET, 'Ac<me'",
        "ANGLE_BRACKET, '>Acme'"
    })
    void hasAFlaw(Flaw flaw, String text) {
        assertThat(new CompanyName(text).flaw()).contains(flaw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme",
                "  Acme\u00A0",
                "existing\u00A0one",
                "Müller & Söhne (Köln)",
                "e\u0301cole",
                "株式会社 葛\uDB40\uDD00",
                "می\u200Cخواهم",
                "Heart ❤\uFE0F Care",
                "👨\u200D👩\u200D👧",
                "❤\uFE0F\u200D🔥",
                "שלום"
            })
    void hasNone(String text) {
        assertThat(new CompanyName(text).flaw()).isEmpty();
    }

    @Test
    void isCountedInUtf16UnitsAfterTheBlanksAreTrimmed() {
        assertThat(new CompanyName("x".repeat(64)).flaw()).isEmpty();
        assertThat(new CompanyName(" " + "x".repeat(64) + "\u00A0").flaw()).isEmpty();
        assertThat(new CompanyName("x".repeat(65)).flaw()).contains(Flaw.TOO_LONG);
        assertThat(new CompanyName("🙂".repeat(32)).flaw()).isEmpty();
        assertThat(new CompanyName("🙂".repeat(40)).flaw()).contains(Flaw.TOO_LONG);
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void saysEachFlawInOneSentence(Flaw flaw) {
        assertThat(flaw.sentence()).startsWith("The company name ").endsWith(".");
    }

    @Test
    void keepsTheExactTextAndComparesItExactly() {
        var name = new CompanyName("\u00A0Existing\u00A0One ");
        assertThat(name.text()).isEqualTo("Existing\u00A0One");
        assertThat(name).isEqualTo(new CompanyName("Existing\u00A0One")).isNotEqualTo(new CompanyName("Existing One"));
        assertThat(name.key()).isEqualTo(new CompanyName("existing one").key());
    }

    @ParameterizedTest
    @CsvSource({
        "'A <b> c', 'A b c'",
        "'  Two   blanks\u00A0here\t', 'Two blanks here'",
        "'Ac\u200Bme\u202E', Acme",
        "'half \uD83D', half",
        "'می\u200Cخواهم', 'می\u200Cخواهم'",
        "'a \u200B b', 'a b'",
        "'<>', ''"
    })
    void isFitted(String text, String fitting) {
        assertThat(new CompanyName(text).fitting().text()).isEqualTo(fitting);
    }

    @Test
    void isCutBetweenCharacters() {
        assertThat(new CompanyName("x" + "🙂".repeat(40)).fitting().text()).isEqualTo("x" + "🙂".repeat(31));
        assertThat(new CompanyName("x".repeat(63) + " yz").fitting().text()).isEqualTo("x".repeat(63));
        assertThat(new CompanyName("Acme  <North>").fitting(6).text()).isEqualTo("Acme N");
        assertThat(new CompanyName("x".repeat(255)).fitting(Integer.MAX_VALUE).text())
                .isEqualTo("x".repeat(255));
    }

    @RepeatedTest(3)
    void fitsWithoutAFlawAndFittingAgainChangesNothing() {
        for (var n = 0; n < 20_000; n++) {
            var name = new CompanyName(texts.next());
            var fitting = name.fitting();
            var as = "seed %d: %s".formatted(seed, TextFoldingTest.escaped(name.text()));
            if (!fitting.text().isEmpty()) {
                assertThat(fitting.flaw()).as(as).isEmpty();
            }
            assertThat(fitting.fitting()).as(as).isEqualTo(fitting);
        }
    }

    @RepeatedTest(3)
    void hasTheKeyOfEveryNameThatLooksAlikeAndNoKeyOnlyIfItShowsNothing() {
        for (var n = 0; n < 20_000; n++) {
            var name = new CompanyName(texts.next());
            var alike = new CompanyName(texts.alike(name.text()));
            var as = "seed %d: %s and %s"
                    .formatted(seed, TextFoldingTest.escaped(name.text()), TextFoldingTest.escaped(alike.text()));
            assertThat(alike.key()).as(as).isEqualTo(name.key());
            assertThat(new CompanyName(name.key()).key()).as(as).isEqualTo(name.key());
            if (name.flaw().isEmpty()) {
                assertThat(name.key()).as(as).isNotEmpty();
            }
        }
    }
}
