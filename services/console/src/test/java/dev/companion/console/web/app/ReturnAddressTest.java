package dev.companion.console.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sites",
                "/sites/",
                "/sites/1c9d-77",
                "/sites?state=READY,ATTENTION&q=caf%C3%A9",
                "/sites?state=READY%2CATTENTION",
                "/settings/danger"
            })
    void anAddressOfAPageIsKept(String address) {
        assertThat(ReturnAddress.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/siteswithmore",
                "/api/session",
                "/app/scheme.js",
                "//sites.example.org/sites",
                "/sites//example.org",
                "/\\example.org",
                "https://example.org/sites",
                "/sites/../api/session",
                "/sites\r\nSet-Cookie: a=b",
                "/sites/{name}",
                "/sites#top",
                "javascript:alert(1)"
            })
    void anyOtherAddressLeadsToTheStart(String address) {
        assertThat(ReturnAddress.of(address)).isEqualTo("/");
    }

    @Test
    void aLongAddressLeadsToTheStart() {
        assertThat(ReturnAddress.of("/sites/" + "a".repeat(1_000))).isEqualTo("/");
        assertThat(ReturnAddress.of(null)).isEqualTo("/");
    }

    @Test
    void signInIsToldWhereToReturn() {
        assertThat(ReturnAddress.signIn("/sites", "state=READY")).isEqualTo("/signin?next=%2Fsites%3Fstate%3DREADY");
        assertThat(ReturnAddress.signIn("/", null)).isEqualTo("/signin");
        assertThat(ReturnAddress.signIn("/nowhere", null)).isEqualTo("/signin");
    }
}
