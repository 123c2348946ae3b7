package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                ' ', '\t', '\n', '\r', 0x00A0, 0x0085, 0x00AD, 0x061C, 0x1680, 0x180E, 0x2000, 0x2007, 0x2009, 0x200A,
                0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x205F, 0x2060, 0x2066,
                0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0020, 0x0000, 0x007F
            })
    void whatShowsNothingIsRemoved(int blank) {
        var b = Character.toString(blank);

        assertThat(Pasted.compact(b + "ke" + b + b + "y" + b)).isEqualTo("key");
        assertThat(Pasted.trimmed(b + b + "se" + b + "cret" + b)).isEqualTo("se" + b + "cret");
        assertThat(Pasted.compact(b)).isEmpty();
        assertThat(Pasted.trimmed(b + b)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key", "Ｋey", "a-b_c+d/e=", "ß€𝔎", "\"quoted\"", "é", "x\u0301"})
    void whatShowsStays(String text) {
        assertThat(Pasted.compact(text)).isEqualTo(text);
        assertThat(Pasted.trimmed(text)).isEqualTo(text);
    }
}
