package dev.companion.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.gravityzone.ClaimVerdict;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestType;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class SettingsApiTest {

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Log log;

    @AfterEach
    void nobodyDecides() {
        log.clear();
    }

    @Test
    void aTenantWithoutSettingsHasTheDefaults() {
        var answer = tenancy.fresh().api.get("/api/settings");

        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "tenant",
                        "gravityZone",
                        "rmm",
                        "defaultPackage",
                        "paused",
                        "healing",
                        "policies",
                        "suggestions",
                        "observation",
                        "integrationConfigured");
        assertThat(answer.json().at("/gravityZone").isNull()).isTrue();
        assertThat(answer.json().at("/defaultPackage").propertyNames())
                .containsExactlyInAnyOrder("modules", "addOns", "removeCompetitors", "language");
        assertThat(answer.json().at("/defaultPackage/modules").propertyNames())
                .containsExactlyInAnyOrder(
                        "advancedAntiExploit",
                        "advancedThreatControl",
                        "deviceControl",
                        "firewall",
                        "contentControl",
                        "networkAttackDefense",
                        "powerUser");
        assertThat(answer.json().at("/defaultPackage/addOns").propertyNames())
                .containsExactlyInAnyOrder("edrSensor", "patchManagement", "exchangeProtection", "fullDiskEncryption");
    }

    @Test
    void aGoodKeyIsSealedAndShowsWhenItIsTakenOver() {
        // Given
        var tenant = tenancy.fresh();
        decideFor(tenant);

        // When
        var answer = tenant.api.put(
                "/api/settings/gravityzone",
                Map.of("accessUrl", "https://cloud.example/api/v1.0/jsonrpc", "apiKey", FakeVendors.PARTNER_KEY));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/gravityZone/accessUrl")).isEqualTo("https://cloud.example/api");
        assertThat(answer.at("/gravityZone/apiKeyLastFour")).isEqualTo("1111");
        assertThat(answer.at("/gravityZone/rootCompany/name")).isEqualTo("Northwind");
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            var save = request.getSaveGravityZone().orElseThrow();
            var sealed = save.getApiKey().orElseThrow();
            assertThat(sealed.getName()).isEqualTo(SecretName.GRAVITYZONE_API_KEY);
            assertThat(StandardCharsets.UTF_8
                            .decode(sealed.getCiphertext().duplicate())
                            .toString())
                    .isEqualTo(tenant.id + "/GRAVITYZONE_API_KEY/" + FakeVendors.PARTNER_KEY.length());
            assertThat(request.toString()).doesNotContain(FakeVendors.PARTNER_KEY);
        });
    }

    @Test
    void aKeyWithoutRightsSaysWhichAreMissing() {
        var tenant = tenancy.fresh();

        var answer = tenant.api.put(
                "/api/settings/gravityzone",
                Map.of("accessUrl", FakeVendors.ACCESS_URL, "apiKey", FakeVendors.POOR_KEY));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/missingPermissions").valueStream().map(node -> node.asString()))
                .containsExactly("Licensing API", "Packages API");
        assertThat(answer.at("/detail")).contains("My Account > API keys");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsRefusedWithTheReason() {
        var tenant = tenancy.fresh();

        assertThat(save(tenant, FakeVendors.ACCESS_URL, "unknown-gravityzone-key"))
                .contains("does not accept the API key");
        assertThat(save(tenant, FakeVendors.ACCESS_URL, FakeVendors.CUSTOMER_KEY))
                .contains("partner company");
        assertThat(save(tenant, "http://169.254.169.254/", FakeVendors.PARTNER_KEY))
                .contains("Access URL cannot be used");
        assertThat(save(tenant, FakeVendors.ACCESS_URL, "")).contains("Enter the API key");
        assertThat(tenant.api
                        .put("/api/settings/gravityzone", Map.of("apiKey", "k"))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void aBlankSecretKeepsThePresentOneWhileTheAddressStays() {
        var tenant = tenancy.connected();

        var same =
                tenant.api.put("/api/settings/gravityzone", Map.of("accessUrl", FakeVendors.ACCESS_URL, "apiKey", ""));
        var moved = tenant.api.put("/api/settings/gravityzone", Map.of("accessUrl", "https://other.example/api"));
        var sameRmm = tenant.api.put("/api/settings/rmm", Map.of("apiUrl", FakeVendors.RMM_URL));
        var half = tenant.api.put("/api/settings/rmm", Map.of("apiUrl", FakeVendors.RMM_URL, "apiKey", "k"));
        var movedRmm = tenant.api.put("/api/settings/rmm", Map.of("apiUrl", "https://vidal-api.example"));

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.at("/gravityZone/apiKeyLastFour")).isEqualTo("1111");
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.at("/title")).isEqualTo("API key needed");
        assertThat(sameRmm.status()).isEqualTo(200);
        assertThat(half.status()).isEqualTo(422);
        assertThat(movedRmm.status()).isEqualTo(422);
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void anotherAddressOfTheSameAccountIsNotSaved() {
        var tenant = tenancy.connected();

        var answer = tenant.api.put(
                "/api/settings/rmm",
                Map.of(
                        "apiUrl",
                        "https://zinfandel-api.example",
                        "apiKey",
                        tenant.administrator(),
                        "apiSecretKey",
                        FakeVendors.SECRET));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).startsWith("Nothing was saved.").contains("COMPANION_MOVED_ACCOUNTS");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void theRootCompanyStaysWhileSitesAreLinked() {
        var tenant = tenancy.connected().site("s1", "Acme").company("c1", "C").ready("s1", "c1");

        assertThat(save(tenant, FakeVendors.ACCESS_URL, FakeVendors.OTHER_PARTNER_KEY))
                .contains("1 sites are linked to companies below Northwind");
    }

    @Test
    void rmmCredentialsMustBeOfTheAccountThatIsSignedIn() {
        var tenant = tenancy.fresh();
        decideFor(tenant);

        var foreign = saveRmm(tenant, FakeVendors.BOB, FakeVendors.SECRET);
        var wrong = saveRmm(tenant, tenant.administrator(), "another-secret");
        var technician = saveRmm(tenant, FakeVendors.TECHNICIAN, FakeVendors.SECRET);
        var down = saveRmm(tenant, FakeVendors.OUTAGE, FakeVendors.SECRET);
        var own = saveRmm(tenant, tenant.administrator(), FakeVendors.SECRET);

        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.at("/detail")).contains("another Datto RMM account");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("/detail")).contains("Check both", "API URL", "platform", "API access");
        assertThat(technician.at("/title")).isEqualTo("Administrators only");
        assertThat(down.at("/title")).isEqualTo("Datto RMM cannot be reached");
        assertThat(own.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            var save = request.getSaveRmm().orElseThrow();
            assertThat(save.getGrant()).isEqualTo(RmmGrant.CLIENT_CREDENTIALS);
            assertThat(save.getApiKey()).isPresent();
            assertThat(save.getApiSecretKey()).isPresent();
        });
    }

    @Test
    void aDecisionAgainstASaveIsToldInItsOwnWords() {
        var tenant = tenancy.fresh();
        log.decideBy(request -> tenant.feed()
                .result(
                        tenant.key(request.getRequestId()),
                        Recorded.refused(tenant.id, request.getRequestId(), request.getType(), "Not like this.")));

        var answer = tenant.api.put("/api/settings/default-package", Map.of("removeCompetitors", false));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).isEqualTo("Not like this.");
    }

    @Test
    void aCompanyOfAnotherAccountIsAConflict() {
        var tenant = tenancy.fresh();
        log.decideBy(request -> tenant.feed()
                .result(
                        tenant.key(request.getRequestId()),
                        RequestResult.newBuilder(Recorded.refused(
                                        tenant.id,
                                        request.getRequestId(),
                                        request.getType(),
                                        "Nothing was saved. It belongs to another account."))
                                .setConflict(true)
                                .build()));

        var answer = tenant.api.put(
                "/api/settings/gravityzone",
                Map.of("accessUrl", FakeVendors.ACCESS_URL, "apiKey", FakeVendors.PARTNER_KEY));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/title")).isEqualTo("Company of another account");
        assertThat(answer.at("/detail")).isEqualTo("Nothing was saved. It belongs to another account.");
    }

    @Test
    void aSavedCompanyOfAnotherAccountIsShownWithWhatToDo() {
        var tenant = tenancy.connected();
        for (var verdict : ClaimVerdict.values()) {
            var settings = Recorded.tenant(tenant.id, "MSP");
            settings.getGravityZone().orElseThrow().put("claim", verdict);
            tenant.feed().tenant(tenant.id, settings);

            assertThat(tenant.api
                            .get("/api/settings")
                            .at("/gravityZone/conflict")
                            .contains("changes nothing there"))
                    .as("%s", verdict)
                    .isEqualTo(EnumSet.of(ClaimVerdict.TAKEN, ClaimVerdict.INSIDE, ClaimVerdict.SURROUNDS)
                            .contains(verdict));
        }
        tenant.feed().tenant(tenant.id, Recorded.tenant(tenant.id, "MSP"));
        assertThat(tenant.api.get("/api/settings").at("/gravityZone/rootClaim")).isEqualTo("UNKNOWN");
    }

    @Test
    void whatIsLeftOutOfTheDefaultPackageStays() {
        var tenant = tenancy.connected();
        decideFor(tenant);

        var answer = tenant.api.put(
                "/api/settings/default-package",
                Map.of(
                        "modules",
                        Map.of("deviceControl", true, "firewall", false),
                        "addOns",
                        Map.of("edrSensor", true),
                        "language",
                        "de_DE"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/defaultPackage/modules/deviceControl").asBoolean())
                .isTrue();
        assertThat(answer.json().at("/defaultPackage/modules/firewall").asBoolean())
                .isFalse();
        assertThat(answer.json()
                        .at("/defaultPackage/modules/advancedAntiExploit")
                        .asBoolean())
                .isTrue();
        assertThat(answer.json().at("/defaultPackage/addOns/edrSensor").asBoolean())
                .isTrue();
        assertThat(answer.at("/defaultPackage/language")).isEqualTo("de_DE");
        assertThat(tenant.api
                        .put("/api/settings/default-package", Map.of("language", "tlh"))
                        .status())
                .isEqualTo(422);
    }

    private static String save(Tenancy.Tenant tenant, String accessUrl, String apiKey) {
        var answer = tenant.api.put("/api/settings/gravityzone", Map.of("accessUrl", accessUrl, "apiKey", apiKey));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).startsWith("Nothing was saved.");
        return answer.at("/detail");
    }

    private static dev.companion.console.ApiClient.Answer saveRmm(Tenancy.Tenant tenant, String key, String secret) {
        var body = new HashMap<String, String>();
        body.put("apiUrl", FakeVendors.RMM_URL);
        body.put("apiKey", key);
        body.put("apiSecretKey", secret);
        return tenant.api.put("/api/settings/rmm", body);
    }

    /** Plays the mapper for settings, but leaves Datto RMM's undecided. */
    private void decideFor(Tenancy.Tenant tenant) {
        log.decideBy(request -> {
            if (request.getType() == RequestType.SAVE_RMM) {
                return;
            }
            tenant.feed().tenant(tenant.id, decided(tenant.id, request));
            tenant.feed()
                    .result(
                            tenant.key(request.getRequestId()),
                            Recorded.accepted(tenant.id, request.getRequestId(), request.getType(), Map.of()));
        });
    }

    private static Tenant decided(String tenantId, Request request) {
        var settings = Tenant.newBuilder(Recorded.tenant(tenantId, "MSP"));
        request.getSaveGravityZone()
                .ifPresent(save -> settings.setGravityZone(GravityZoneAccess.newBuilder()
                        .setAccessUrl(save.getAccessUrl())
                        .setApiKeyLastFour(save.getApiKeyLastFour())
                        .setRootCompanyId(save.getRootCompanyId())
                        .setRootCompanyName(save.getRootCompanyName())
                        .setRevision(1)
                        .build()));
        request.getDefaultPackage()
                .ifPresent(wanted -> settings.setDefaultPackage(
                        DefaultPackage.newBuilder(wanted).build()));
        return settings.build();
    }
}
