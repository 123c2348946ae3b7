package dev.companion.console.web.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app",
                "/app/",
                "/app/sites",
                "/app/sites/1c9d-77",
                "/app/sites?state=READY,ATTENTION&q=caf%C3%A9",
                "/app/sites?state=READY%2CATTENTION"
            })
    void anAddressOfAPageIsKept(String address) {
        assertThat(ReturnAddress.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/sites",
                "/application",
                "//app.example.org/app",
                "/app//example.org",
                "/\\example.org",
                "https://example.org/app",
                "/app/../api/session",
                "/app\r\nSet-Cookie: a=b",
                "/app/{name}",
                "/app#top",
                "javascript:alert(1)"
            })
    void anyOtherAddressLeadsToTheStart(String address) {
        assertThat(ReturnAddress.of(address)).isEqualTo("/");
    }

    @Test
    void aLongAddressLeadsToTheStart() {
        assertThat(ReturnAddress.of("/app/" + "a".repeat(1_000))).isEqualTo("/");
        assertThat(ReturnAddress.of(null)).isEqualTo("/");
    }

    @Test
    void signInIsToldWhereToReturn() {
        assertThat(ReturnAddress.signIn("/app/sites", "state=READY"))
                .isEqualTo("/signin?next=%2Fapp%2Fsites%3Fstate%3DREADY");
        assertThat(ReturnAddress.signIn("/sites", null)).isEqualTo("/signin");
    }
}
