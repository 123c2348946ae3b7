package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.Disconnect;
import dev.companion.mapper.domain.request.Request.Disconnect.Vendor;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisconnectHandlerTest {

    private static final String NAME = "Northwind IT";
    private static final Credential KEY = new Credential("c2VhbGVk");
    private static final Credential NEW_KEY = new Credential("bmV3");

    private final InventoryFake tenant = InventoryFake.blank();

    @Test
    void theCredentialsOfOneVendorGoAndTheOthersStay() {
        connect();

        var decision = tenant.ask(new Disconnect(Vendor.GRAVITYZONE, " " + NAME + " "));

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.removedSecrets()).containsExactly(SecretName.GRAVITYZONE_API_KEY);
        assertThat(decision.links()).isEmpty();
        assertThat(decision.tenant()).satisfies(settings -> {
            assertThat(settings.hasGravityZone()).isFalse();
            assertThat(settings.hasRmm()).isTrue();
            assertThat(settings.hasBothSides()).isFalse();
            assertThat(settings.gravityZone().disconnectedAt()).isEqualTo(InventoryFake.NOW);
            assertThat(settings.gravityZone().revision()).isEqualTo(2);
        });
        assertThat(decision.audit()).singleElement().satisfies(note -> {
            assertThat(note.action().phrase()).isEqualTo("disconnect gravityzone");
            assertThat(note.before()).isEqualTo("https://gz.example/api, key …gz12, company “Northwind IT”");
            assertThat(note.after()).isEqualTo("credentials removed");
        });
    }

    @Test
    void bothKeysOfDattoRmmGo() {
        connect();

        assertThat(tenant.ask(new Disconnect(Vendor.DATTO_RMM, NAME)).removedSecrets())
                .containsExactly(SecretName.RMM_API_KEY, SecretName.RMM_API_SECRET_KEY);
    }

    @Test
    void newCredentialsConnectAgainInALaterRevisionThanAnyBefore() {
        connect();
        tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME));

        var decision = tenant.ask(gravityZone("root-1", NEW_KEY));

        assertThat(decision.tenant().hasBothSides()).isTrue();
        assertThat(decision.tenant().gravityZone().revision()).isEqualTo(3);
        assertThat(decision.secrets()).containsExactly(new SealedSecret(SecretName.GRAVITYZONE_API_KEY, "bmV3", 3));
    }

    @Test
    void thePresentKeyCannotBeKeptBecauseThereIsNone() {
        connect();
        tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME));
        tenant.ask(new Disconnect(Vendor.DATTO_RMM, NAME));

        assertThat(tenant.ask(gravityZone("root-1", null)).result().message())
                .isEqualTo("The GravityZone API key is missing.");
        assertThat(tenant.ask(rmm("https://rmm.example", null)).result().message())
                .isEqualTo("The Datto RMM API key is missing.");
    }

    @Test
    void theKeyOfAnotherCompanyDoesNotTakeOverTheLinks() {
        connect();
        tenant.site("s-1", "Contoso").company("c-1", "Contoso");
        tenant.ask(new CreateLinks(List.of(new LinkRequest("s-1", "c-1", null))));
        tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME));

        var refused = tenant.ask(gravityZone("root-2", NEW_KEY));

        assertThat(refused.result().accepted()).isFalse();
        assertThat(refused.result().message()).contains("sites are linked below “Northwind IT”");
    }

    @Test
    void anotherAddressDoesNotSpeakForTheAccountWhileItIsDisconnected() {
        connect();
        tenant.ask(new Disconnect(Vendor.DATTO_RMM, NAME));

        assertThat(tenant.ask(rmm("https://other.example", NEW_KEY)).result().accepted())
                .isFalse();
        assertThat(tenant.ask(rmm("https://rmm.example", NEW_KEY)).result().accepted())
                .isTrue();
    }

    @Test
    void noLinkIsMadeWhileAVendorIsDisconnected() {
        connect();
        tenant.site("s-1", "Contoso").company("c-1", "Contoso");
        tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME));

        assertThat(tenant.ask(new CreateLinks(List.of(new LinkRequest("s-1", "c-1", null))))
                        .result()
                        .accepted())
                .isFalse();
    }

    @Test
    void anotherNameAndWhatIsNotConnectedAreRefused() {
        assertThat(tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME)).result().message())
                .isEqualTo("Nothing was disconnected: no settings are saved for this account.");
        connect();
        assertThat(tenant.ask(new Disconnect(Vendor.GRAVITYZONE, "Another"))
                        .result()
                        .message())
                .isEqualTo("Nothing was disconnected. The account is called “Northwind IT”, not “Another”.");
        tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME));
        assertThat(tenant.ask(new Disconnect(Vendor.GRAVITYZONE, NAME)).result().message())
                .isEqualTo("GravityZone is not connected, so nothing was changed.");
    }

    private void connect() {
        tenant.ask(gravityZone("root-1", KEY));
        tenant.ask(rmm("https://rmm.example", KEY));
    }

    private static SaveGravityZone gravityZone(String root, @Nullable Credential key) {
        return new SaveGravityZone("https://gz.example/api", root, "Northwind IT", "gz12", key);
    }

    private static SaveRmm rmm(String url, @Nullable Credential key) {
        return new SaveRmm(url, RmmAccess.Grant.PASSWORD, "rm12", key, key, false);
    }
}
