package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people paste comes to one origin, or to a sentence with the right one in it. */
class PlatformAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vidal-api.centrastage.net",
                "vidal-api.centrastage.net/",
                "vidal-api.centrastage.net/api/v2/",
                "VIDAL-API.CentraStage.net",
                "https://vidal-api.centrastage.net",
                "https://vidal-api.centrastage.net/",
                "https://vidal-api.centrastage.net/api",
                "https://vidal-api.centrastage.net/api/",
                "https://vidal-api.centrastage.net/api/v2",
                "https://vidal-api.centrastage.net/api/v2/",
                "https://vidal-api.centrastage.net/API/V2",
                "HTTPS://VIDAL-API.CENTRASTAGE.NET/API/",
                "https://vidal-api.centrastage.net:443/api",
                "https://vidal-api.centrastage.net./api",
                "https://vidal-api.centrastage.net/api/swagger-ui/index.html",
                "https://vidal-api.centrastage.net/api/swagger-ui/index.html?configUrl=/api/v3/x#/sites/list_1",
                "https://vidal-api.centrastage.net/api/v2/account/sites?max=250&page=0",
                "https://vidal-api.centrastage.net/auth/oauth/token",
                "  https://vidal-api.centrastage.net/api \t\r\n",
                "\u00a0\u200bhttps://vidal-api.centrastage.net\u200b",
                "<https://vidal-api.centrastage.net/api>",
                "\"https://vidal-api.centrastage.net\""
            })
    void isThePlatform(String pasted) {
        assertThat(PlatformAddress.of(pasted))
                .isEqualTo(new Found<>(new Origin("https", "vidal-api.centrastage.net", 443)));
    }

    @ParameterizedTest
    @CsvSource({
        "vidal.centrastage.net, vidal",
        "https://vidal.centrastage.net/csm/#dashboard, vidal",
        "HTTPS://MERLOT.centrastage.net/, merlot",
        "https://merlotrmm.centrastage.net/site/1001, merlot",
        "zinfandelrmm.centrastage.net, zinfandel",
        "https://concord.centrastage.net/api/v2, concord",
        "syrah-api2.centrastage.net, syrah",
        "pinotage.centrastage.net:443, pinotage"
    })
    void webPortalNamesTheHostOfTheApi(String pasted, String platform) {
        assertThat(PlatformAddress.of(pasted)).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
            assertThat(refusal.detail()).endsWith("https://%s-api.centrastage.net".formatted(platform));
        });
    }

    /** Platforms come and go, so a name that is not known is not refused for that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "malbec-api.centrastage.net",
                "vidale-api.centrastage.net",
                "vidal-api.centrastage.net",
                "rmm.msp.example:8443"
            })
    void unknownPlatformIsNobodysPortal(String pasted) {
        assertThat(PlatformAddress.of(pasted)).isInstanceOf(Found.class);
    }
}
