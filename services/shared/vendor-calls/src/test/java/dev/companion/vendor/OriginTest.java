package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vidal-api.centrastage.net",
                "https://vidal-api.centrastage.net/",
                "https://vidal-api.centrastage.net/api",
                "https://vidal-api.centrastage.net/api/",
                "https://vidal-api.centrastage.net/api/v2",
                "https://vidal-api.centrastage.net/api/v2/",
                "https://vidal-api.centrastage.net//api//v2",
                "https://vidal-api.centrastage.net/api/v2/account/sites?max=250&page=1#top",
                "https://vidal-api.centrastage.net/v1.0/jsonrpc/network/",
                "https://vidal-api.centrastage.net:443",
                "https://vidal-api.centrastage.net:",
                "https://vidal-api.centrastage.net./api",
                "HTTPS://Vidal-API.CentraStage.net/API",
                "vidal-api.centrastage.net",
                "vidal-api.centrastage.net/api",
                "vidal-api.centrastage.net:443/api",
                "  https://vidal-api.centrastage.net \t\n",
                "\u200bhttps://vidal-api.centrastage.net\u00a0",
                "\"https://vidal-api.centrastage.net/\"",
                "<https://vidal-api.centrastage.net>",
                "https://vidal-api.centrastage.net\\api"
            })
    void everythingPeoplePasteIsOneOrigin(String pasted) {
        assertThat(Origin.of(pasted)).isEqualTo(new Found<>(new Origin("https", "vidal-api.centrastage.net", 443)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8091/api, http://127.0.0.1:8091",
        "https://gz.intern:8443/api/, https://gz.intern:8443",
        "http://[::1]:8091/api, http://[::1]:8091",
        "http://localhost:80, http://localhost",
        "localhost:8091, https://localhost:8091"
    })
    void portStaysWhereItIsNotTheUsualOne(String pasted, String expected) {
        assertThat(Origin.of(pasted).map(Origin::toString)).isEqualTo(new Found<>(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "https://",
                "https:///api",
                "not an address",
                "https://host name",
                "https://host:0",
                "https://host:65536",
                "https://host:http",
                "https://ünïcode.net",
                "file:///etc/passwd",
                "javascript://x",
                "https://a..b",
                "https://user@host",
                "https://%31.net",
                "https://ho\u0000st",
                "https://host\r\nX-Evil: 1"
            })
    void anythingElseIsRefusedAndNeverThrown(String pasted) {
        assertThat(Origin.of(pasted)).isInstanceOf(Refused.class);
    }
}
