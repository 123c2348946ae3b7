package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Switch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GravityZoneEnvelopeTest {

    private static final String COMPANIES = "/api/v1.0/jsonrpc/companies";
    private static final String CALL = "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"getCompanyDetails\",\"params\":{}}";
    private static final String KEY = Rig.basic(DemoMsp.GRAVITYZONE_API_KEY, "");
    private static final String KEY_PATH = "/world/keys/gravityzone/" + DemoMsp.GRAVITYZONE_KEY_NAME;

    private final Rig rig = Rig.demo();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theIdComesBackAsItWasSent() {
        assertThat(rig.rpc(COMPANIES, KEY, CALL).json().path("id").intValue()).isEqualTo(1);
        JsonNode text = rig.rpc(COMPANIES + "/", KEY, CALL.replace("\"id\":1", "\"id\":\"a-1\""))
                .json();
        assertThat(text.path("id").asString()).isEqualTo("a-1");
        assertThat(text.path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(text.path("result").path("type").asInt()).isZero();
        assertThat(text.path("result").path("name").asString()).isEqualTo(DemoMsp.ACCOUNT_NAME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{nonsense | -32700",
                "[] | -32600",
                "{\"id\":1,\"jsonrpc\":\"1.0\",\"method\":\"getCompanyDetails\",\"params\":{}} | -32600",
                "{\"jsonrpc\":\"2.0\",\"method\":\"getCompanyDetails\",\"params\":{}} | -32600",
                "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"getCompaniesList\",\"params\":{}} | -32601",
                "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"getCompanyDetails\",\"params\":[]} | -32602",
                "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"getCompanyDetails\",\"params\":{\"companyId\":7}} | -32602",
            })
    void mostFailuresAreErrorsUnderStatus200(String body, int code) {
        Rig.Got got = rig.rpc(COMPANIES, KEY, body);

        assertThat(got.status()).isEqualTo(200);
        JsonNode error = got.json().path("error");
        assertThat(error.path("code").intValue()).isEqualTo(code);
        assertThat(error.path("message").asString()).isNotEmpty();
        assertThat(error.path("data").path("details").asString()).isNotEmpty();
        assertThat(got.json().has("result")).isFalse();
    }

    @Test
    void wrongKeysAre401WithAnErrorObjectOrAPage() {
        Rig.Got none = rig.rpc(COMPANIES, null, CALL);
        Rig.Got wrong = rig.rpc(COMPANIES, Rig.basic("nobody", ""), CALL);
        Rig.Got withPassword = rig.rpc(COMPANIES, Rig.basic(DemoMsp.GRAVITYZONE_API_KEY, "x"), CALL);

        assertThat(none.status()).isEqualTo(401);
        assertThat(withPassword.status()).isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("error").path("code").intValue()).isEqualTo(-32000);
        assertThat(wrong.json().path("error").path("data").path("details").asString())
                .contains("Invalid API key");
        rig.set(Switch.GZ_UNAUTHORIZED_BODY, "HTML");
        assertThat(rig.rpc(COMPANIES, null, CALL).body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aRevokedKeyAndASuspendedCompanyAreShutOut() {
        rig.control("PATCH", KEY_PATH, "{\"revoked\":true}");
        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(401);
        rig.control("PATCH", KEY_PATH, "{\"revoked\":false}");
        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(200);
        rig.control("PATCH", "/world/companies/" + rig.ownCompanyId(), "{\"suspended\":true}");
        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(401);
    }

    @Test
    void aServiceThatIsNotTickedIs403Or401() {
        rig.control("PATCH", KEY_PATH, "{\"enabledApis\":[\"companies\"]}");

        Rig.Got got = rig.gz("v1.0", "packages.getPackagesList", "{}");
        assertThat(got.status()).isEqualTo(403);
        assertThat(got.json().path("error").path("code").intValue()).isEqualTo(-32000);
        rig.set(Switch.GZ_DISABLED_SERVICE, "401");
        assertThat(rig.gz("v1.0", "packages.getPackagesList", "{}").status()).isEqualTo(401);
        assertThat(rig.gz("v1.0", "companies.getCompanyDetails", "{}").status()).isEqualTo(200);
    }

    @Test
    void keyDetailsNameTheServicesButNotGeneral() {
        JsonNode details = rig.result("general.getApiKeyDetails", "{}");

        assertThat(details.path("enabledApis").toString())
                .isEqualTo("[\"companies\",\"licensing\",\"network\",\"packages\"]");
        assertThat(details.path("createdAt").asString()).isEqualTo("2026-11-21T08:00:00");
        rig.set(Switch.GZ_KEY_DETAILS, "403");
        assertThat(rig.gz("v1.0", "general.getApiKeyDetails", "{}").status()).isEqualTo(403);
        rig.control("PATCH", KEY_PATH, "{\"enabledApis\":[\"general\"]}");
        assertThat(rig.result("general.getApiKeyDetails", "{}")
                        .path("enabledApis")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void wrongPathsAre404AndOtherMethods405() {
        assertThat(rig.rpc("/api/v1.0/jsonrpc/quarantine", KEY, CALL).status()).isEqualTo(404);
        assertThat(rig.rpc("/v1.0/jsonrpc/companies", KEY, CALL).status()).isEqualTo(404);
        assertThat(rig.rpc("/api/v2.0/jsonrpc/companies", KEY, CALL).status()).isEqualTo(404);
        Rig.Got get = rig.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + rig.simulator.gravityZonePort() + COMPANIES))
                        .header("Authorization", KEY)
                        .GET()
                        .build());
        assertThat(get.status()).isEqualTo(405);
    }

    @Test
    void aBodyThatDoesNotSayItIsJsonIs415() {
        Rig.Got got = rig.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + rig.simulator.gravityZonePort() + COMPANIES))
                        .header("Authorization", KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(CALL))
                        .build());

        assertThat(got.status()).isEqualTo(415);
    }

    @Test
    void onlyAFewMethodsExistInVersionOneOne() {
        assertThat(rig.gz("v1.1", "network.getNetworkInventoryItems", "{}")
                        .json()
                        .has("result"))
                .isTrue();
        assertThat(rig.gz("v1.1", "network.getCompaniesList", "{}")
                        .json()
                        .path("error")
                        .path("code")
                        .intValue())
                .isEqualTo(-32601);
        rig.control("PATCH", KEY_PATH, "{\"enabledApis\":[\"push\"]}");
        assertThat(rig.gz("v1.1", "push.getPushEventSettings", "{}")
                        .json()
                        .path("error")
                        .path("code")
                        .intValue())
                .isEqualTo(-32601);
        assertThat(rig.error("push.getPushEventSettings", "{}").toString()).contains("were not set");
    }

    @Test
    void unknownParametersAreRefusedOrIgnored() {
        String params = "{\"page\":1,\"perPage\":30}";

        assertThat(rig.error("network.getCompaniesList", params).path("code").intValue())
                .isEqualTo(-32602);
        // Ignored, and not refused.
        assertThat(rig.result("network.getEndpointsList", "{\"companyId\":\"x\"}")
                        .has("items"))
                .isTrue();
        rig.set(Switch.GZ_UNKNOWN_PARAMS, "IGNORED");
        assertThat(rig.result("network.getCompaniesList", params).isArray()).isTrue();
    }

    @Test
    void tenRequestsASecondAndFiveForLicensing() {
        rig.set(Switch.GZ_REQUESTS_PER_SECOND, "10");
        rig.set(Switch.GZ_LICENSING_PER_SECOND, "5");
        for (int i = 0; i < 5; i++) {
            assertThat(rig.gz("v1.0", "licensing.getLicenseInfo", "{}").status())
                    .isEqualTo(200);
        }
        Rig.Got refused = rig.gz("v1.0", "licensing.getLicenseInfo", "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(refused.json().path("error").path("code").intValue()).isEqualTo(-32003);
        for (int i = 0; i < 5; i++) {
            assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(200);
        }
        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(429);
        rig.set(Switch.GZ_TOO_MANY_BODY, "EMPTY");
        rig.set(Switch.GZ_RETRY_AFTER, "OFF");
        Rig.Got bare = rig.rpc(COMPANIES, KEY, CALL);
        assertThat(bare.status()).isEqualTo(429);
        assertThat(bare.body()).isEmpty();
        assertThat(bare.header("Retry-After")).isEmpty();
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(200);
    }

    @Test
    void theLimitIsPerKeyOrPerAddress() {
        rig.control(
                "POST",
                "/world/keys/gravityzone",
                "{\"name\":\"second\",\"key\":\"SECOND\",\"companyId\":\"" + rig.ownCompanyId() + "\"}");
        String second = Rig.basic("SECOND", "");
        rig.set(Switch.GZ_REQUESTS_PER_SECOND, "1");

        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(200);
        assertThat(rig.rpc(COMPANIES, second, CALL).status()).isEqualTo(200);
        rig.clock.advance(Duration.ofSeconds(1));
        rig.set(Switch.GZ_LIMIT_SCOPE, "ADDRESS");
        assertThat(rig.rpc(COMPANIES, KEY, CALL).status()).isEqualTo(200);
        assertThat(rig.rpc(COMPANIES, second, CALL).status()).isEqualTo(429);
    }
}
