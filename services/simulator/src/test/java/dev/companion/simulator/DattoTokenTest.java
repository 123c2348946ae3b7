package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Switch;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DattoTokenTest {

    private final Rig rig = Rig.demo();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void passwordGrantGivesATokenForAHundredHours() {
        Rig.Got got = rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("token_type").asString()).isEqualTo("bearer");
        assertThat(got.json().path("expires_in").asInt()).isEqualTo(360_000);
        assertThat(got.json().has("refresh_token")).isTrue();
        assertThat(got.json().has("scope")).isTrue();
        assertThat(got.json().has("jti")).isTrue();
        assertThat(got.json().path("access_token").asString().split("\\.")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"401, 401", "400, 400"})
    void badSecretIsRefused(String variant, int status) {
        rig.set(Switch.DATTO_BAD_CREDENTIALS, variant);

        assertThat(rig.passwordGrant(DemoMsp.API_KEY, "wrong").status()).isEqualTo(status);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY + "\n")
                        .status())
                .isEqualTo(status);
        assertThat(rig.passwordGrant("NOBODY", "x").status()).isEqualTo(status);
    }

    @Test
    void withoutClientAuthenticationIs401AndWithAnotherClientItIsARedirect() {
        var form = Map.of("grant_type", "password", "username", "u", "password", "p");

        Rig.Got none = rig.token(null, form);
        Rig.Got wrong = rig.token(Rig.basic("public-client", "private"), form);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).contains("Basic realm=\"oauth2/client\"");
        assertThat(wrong.status()).isEqualTo(302);
        assertThat(wrong.header("Location").orElseThrow()).endsWith("/auth/userlogin");
        var page = rig.get(null, wrong.header("Location").orElseThrow());
        assertThat(page.status()).as("where the redirect leads").isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Log in");
    }

    @Test
    void clientCredentialsAreRefusedUnlessSwitchedOn() {
        var form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                DemoMsp.API_KEY,
                "client_secret",
                DemoMsp.API_SECRET_KEY);

        assertThat(rig.token(Rig.PUBLIC_CLIENT, form).status()).isEqualTo(400);
        assertThat(rig.token(null, form).status()).isEqualTo(401);
        rig.set(Switch.DATTO_GRANT, "BOTH");
        assertThat(rig.token(null, form).status()).isEqualTo(200);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).status())
                .isEqualTo(200);
    }

    @Test
    void tokenBelowApiDoesNotExist() {
        assertThat(rig.datto(null, "POST", "/api/auth/oauth/token", "{}").status())
                .isEqualTo(404);
        assertThat(rig.datto(rig.bearer(), "POST", "/api/auth/oauth/token", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void callsNeedALivingTokenExceptTheStatus() {
        assertThat(rig.get(null, "/api/v2/account").status()).isEqualTo(401);
        assertThat(rig.get("nonsense", "/api/v2/account").status()).isEqualTo(401);
        assertThat(rig.get(null, "/api/v2/system/status").status()).isEqualTo(200);
        assertThat(rig.get(rig.bearer(), "/api/v2/account").status()).isEqualTo(200);
    }

    @Test
    void tokenExpiresWithTheClock() {
        String bearer = rig.bearer();

        rig.clock.advance(Duration.ofHours(100).minusSeconds(1));
        assertThat(rig.get(bearer, "/api/v2/account").status()).isEqualTo(200);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.get(bearer, "/api/v2/account").status()).isEqualTo(401);
    }

    @Test
    void revokedTokensRevokedKeysAndDisabledUsersAreShutOut() {
        String bearer = rig.bearer();
        rig.control("DELETE", "/world/keys/datto/" + DemoMsp.ADMINISTRATOR_KEY_NAME + "/tokens", null);
        assertThat(rig.get(bearer, "/api/v2/account").status()).isEqualTo(401);

        String second = rig.bearer();
        rig.control("PATCH", "/world/keys/datto/" + DemoMsp.ADMINISTRATOR_KEY_NAME, "{\"revoked\":true}");
        assertThat(rig.get(second, "/api/v2/account").status()).isEqualTo(401);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).status())
                .isEqualTo(401);
        rig.control("PATCH", "/world/keys/datto/" + DemoMsp.ADMINISTRATOR_KEY_NAME, "{\"revoked\":false}");
        assertThat(rig.get(second, "/api/v2/account").status()).isEqualTo(200);

        var datto = rig.simulator.world().datto();
        var anna = datto.userNamed(DemoMsp.ACCOUNT_UID, "anna.berg@northwind.example")
                .orElseThrow();
        datto.replace(anna.disabled(true, rig.clock.instant()));
        assertThat(rig.get(second, "/api/v2/account").status()).isEqualTo(401);
        rig.set(Switch.DATTO_DISABLED_USER_TOKENS, "LIVE");
        assertThat(rig.get(second, "/api/v2/account").status()).isEqualTo(200);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "403"})
    void apiAccessCanBeSwitchedOffForTheAccount(String status) {
        String bearer = rig.bearer();
        rig.set(Switch.DATTO_API_ACCESS, "OFF_" + status);

        assertThat(rig.get(bearer, "/api/v2/account").status()).isEqualTo(Integer.parseInt(status));
    }

    @Test
    void resettingTheKeysKillsThePairAtOnce() {
        String bearer = rig.bearer();

        Rig.Got reset = rig.datto(bearer, "POST", "/api/v2/user/resetApiKeys", "{}");

        assertThat(rig.get(bearer, "/api/v2/account").status()).isEqualTo(401);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).status())
                .isEqualTo(401);
        assertThat(rig.passwordGrant(
                                reset.json().path("apiAccessKey").asString(),
                                reset.json().path("apiSecretKey").asString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anotherClientMayGet401AndAForeignAddress403() {
        rig.set(Switch.DATTO_WRONG_CLIENT, "401");
        var form = Map.of("grant_type", "password", "username", "u", "password", "p");
        assertThat(rig.token(Rig.basic("other", "client"), form).status()).isEqualTo(401);

        String bearer = rig.bearer();
        rig.set(Switch.DATTO_IP_RESTRICTION, "403");
        assertThat(rig.get(bearer, "/api/v2/account").status()).isEqualTo(403);
        assertThat(rig.passwordGrant(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY).status())
                .isEqualTo(403);
    }
}
