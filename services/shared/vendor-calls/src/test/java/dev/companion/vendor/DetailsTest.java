package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailsTest {

    private static final Secret KEY = Secret.of("Q3hr-Zk81+Lm/92");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key Q3hr-Zk81+Lm/92 unknown",
                "username=Q3hr-Zk81%2BLm%2F92",
                "Authorization: Basic UTNoci1aazgxK0xtLzkyOg==",
            })
    void ownCredentialsNeverComeBack(String said) {
        var asUser = Base64.getEncoder().encodeToString((KEY.reveal() + ":").getBytes());
        assertThat(said.contains(KEY.reveal()) || said.contains(asUser) || said.contains("%2B"))
                .isTrue();
        assertThat(Details.of(said, KEY)).doesNotContain("Zk81", asUser).contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid token eyJhbGciOiJSUzI1NiJ9.HIDDENeyJhdWQ.c2lnHIDDEN",
                "Bearer HIDDENabcdefghijklmnop refused",
                "{\"client_secret\": \"HIDDEN\", \"x\": 1}",
                "password=HIDDEN&x=1",
                "see https://user:HIDDEN@host.net/x",
                "get https://cloud.gravityzone.bitdefender.com/Packages/BSTWIN/0/setupdownloader_[HIDDEN=].exe now",
                "0123456789HIDDEN0123456789HIDDEN0123456789HIDDEN"
            })
    void nobodysCredentialsAreShown(String said) {
        assertThat(Details.of(said)).doesNotContain("HIDDEN").isNotEmpty();
    }

    @Test
    void idsAndOrdinaryWordsStay() {
        var said = "Invalid value for 'parentId' 5f1a2b3c4d5e6f7081920a1b, site 9a7d2c1e-4b5f-4f6a-8d2b-0c1d2e3f4a5b";
        assertThat(Details.of(said)).isEqualTo(said);
    }

    @Test
    void oneLineOfAtMost200Characters() {
        assertThat(Details.of("a\r\nb\u0000\u001b[31mc\u202ed")).isEqualTo("a b [31mc d");
        assertThat(Details.of("Sätze ".repeat(100))).hasSize(200).endsWith("…");
        assertThat(Details.of("x".repeat(39) + " " + "🏔".repeat(1000))).hasSizeLessThanOrEqualTo(200);
        assertThat(Details.of(null)).isEmpty();
    }

    @Test
    void webPageIsItsTitle() {
        assertThat(Details.of("<!doctype html><html><head><title>403 Forbidden</title>…"))
                .isEqualTo("web page \"403 Forbidden\"");
        assertThat(Details.of("<html>no title")).isEqualTo("a web page");
    }

    @Test
    void hugeTextCostsNoTime() {
        assertThat(Details.of("[https://[".repeat(1_000_000))).hasSizeLessThanOrEqualTo(200);
    }
}
