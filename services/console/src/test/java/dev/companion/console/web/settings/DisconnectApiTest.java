package dev.companion.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.console.ConsoleTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.Recorded;
import dev.companion.console.Tenancy;
import dev.companion.requests.ConnectedVendor;
import dev.companion.requests.RequestType;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ConsoleTest
@Import(Tenancy.class)
class DisconnectApiTest {

    private static final String ACCESS = "https://gz.example/api, key …gz12, company “Northwind IT”";

    @Autowired
    private Tenancy tenancy;

    @Test
    void theRequestNamesTheVendorAndWhatWasTyped() {
        var tenant = tenancy.connected();

        var answer = remove(tenant, "GRAVITYZONE", " MSP " + tenant.id + " ");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(tenant.requests()).singleElement().satisfies(request -> {
            assertThat(request.getType()).isEqualTo(RequestType.DISCONNECT);
            assertThat(request.getDisconnect().orElseThrow().getVendor()).isEqualTo(ConnectedVendor.GRAVITYZONE);
            assertThat(request.getDisconnect().orElseThrow().getConfirmedName()).isEqualTo("MSP " + tenant.id);
        });
    }

    @Test
    void anotherNameNoVendorAndWhatIsNotConnectedAreRefused() {
        var tenant = tenancy.connected();

        assertThat(remove(tenant, "GRAVITYZONE", "Another").at("/detail"))
                .isEqualTo("Nothing was changed. The account is called “MSP %s”, not “Another”. Type its name exactly."
                        .formatted(tenant.id));
        assertThat(remove(tenant, "SOMETHING", "MSP " + tenant.id).status()).isEqualTo(400);
        assertThat(tenant.api
                        .post("/api/tenant/connections/removal", Map.of("confirm", "MSP " + tenant.id))
                        .status())
                .isEqualTo(400);
        disconnected(tenant);
        assertThat(remove(tenant, "GRAVITYZONE", "MSP " + tenant.id).at("/detail"))
                .isEqualTo("Nothing was changed. GravityZone is not connected.");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void aDisconnectedVendorIsShownAsNotConnectedWithItsReceipt() {
        var tenant =
                tenancy.connected().site("s1", "Acme").company("c1", "Acme").ready("s1", "c1");
        var audit = Recorded.audit(tenant.id, "a1", "disconnect gravityzone", "tenant:" + tenant.id);
        tenant.feed()
                .audit(
                        tenant.key("a1"),
                        AuditEntry.newBuilder(audit).setBefore(ACCESS).build());
        disconnected(tenant);

        var settings = tenant.api.get("/api/settings").json();
        var connections = tenant.api.get("/api/tenant/connections").json();

        assertThat(settings.get("gravityZone").isNull()).isTrue();
        assertThat(settings.get("rmm").isNull()).isFalse();
        assertThat(settings.get("integrationConfigured").asBoolean()).isFalse();
        assertThat(connections.at("/0/connected").asBoolean()).isTrue();
        assertThat(connections.at("/0/disconnected").isNull()).isTrue();
        assertThat(connections.at("/1/connected").asBoolean()).isFalse();
        assertThat(connections.at("/1/disconnected/at").asString()).isEqualTo(Recorded.AT.toString());
        assertThat(connections.at("/1/disconnected/by").asString()).isEqualTo("aaaa");
        assertThat(connections.at("/1/disconnected/removed").asString()).isEqualTo(ACCESS);
        assertThat(connections.at("/1/disconnected/links").asInt()).isOne();
        assertThat(tenant.api.get("/api/sites").json().at("/items/0/state").asString())
                .isEqualTo("READY");
    }

    @Test
    void aBlankKeyDoesNotKeepWhatIsRemoved() {
        var tenant = tenancy.connected();
        disconnected(tenant);
        var url =
                Recorded.tenant(tenant.id, "MSP").getGravityZone().orElseThrow().getAccessUrl();

        var refused = tenant.api.put("/api/settings/gravityzone", Map.of("accessUrl", url, "apiKey", ""));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/title")).isEqualTo("API key needed");
        assertThat(tenant.requests()).isEmpty();
    }

    @Test
    void theAddressThatSpeaksForTheAccountIsRememberedSoASessionFromAnotherOneEnds() {
        var tenant = tenancy.connected();
        tenant.settings(saved -> saved.setRmm(RmmAccess.newBuilder()
                .setApiUrl("https://first.example")
                .setApiKeyLastFour("rm12")
                .setGrant(dev.companion.settings.RmmGrant.PASSWORD)
                .setRevision(2)
                .setDisconnectedAt(Recorded.AT)
                .build()));

        var refused = tenant.api.put(
                "/api/settings/rmm", Map.of("apiUrl", FakeVendors.RMM_URL, "apiKey", "k", "apiSecretKey", "s"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(tenant.requests()).isEmpty();
    }

    private static dev.companion.console.ApiClient.Answer remove(Tenancy.Tenant tenant, String vendor, String typed) {
        return tenant.api.post("/api/tenant/connections/removal", Map.of("vendor", vendor, "confirm", typed));
    }

    private static void disconnected(Tenancy.Tenant tenant) {
        var saved = Recorded.tenant(tenant.id, "MSP " + tenant.id);
        tenant.settings(settings -> settings.setGravityZone(
                GravityZoneAccess.newBuilder(saved.getGravityZone().orElseThrow())
                        .setDisconnectedAt(Recorded.AT)
                        .build()));
    }
}
