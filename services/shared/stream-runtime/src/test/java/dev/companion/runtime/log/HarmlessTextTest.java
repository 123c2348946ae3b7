package dev.companion.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HarmlessTextTest {

    @Test
    void whatCouldForgeOrHideIsShownAsItsEscape() {
        assertThat(HarmlessText.line("a\r\nb\tc\u001b[0m\u202E\uDB40\uDC41"))
                .isEqualTo("a\\r\\nb\\tc\\u001b[0m\\u202e\\U000e0041");
    }

    @Test
    void harmlessTextIsTheSameObject() {
        var name = "Łódź 東京 🚀 O'Neil & Söhne";

        assertThat(HarmlessText.line(name)).isSameAs(name);
        assertThat(HarmlessText.lines(name)).isSameAs(name);
    }
}
