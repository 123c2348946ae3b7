package dev.companion.mapper.domain.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.ResealSecrets;
import dev.companion.mapper.domain.request.Request.Resealed;
import dev.companion.mapper.domain.request.Request.ResetTenant;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.settings.RmmAccess;
import dev.companion.mapper.domain.settings.SealedSecret;
import dev.companion.mapper.domain.settings.SecretName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResealHandlerTest {

    private static final String OLD = "b2xk";
    private static final String NEW = "bmV3";

    private final InventoryFake tenant = InventoryFake.connected();

    @BeforeEach
    void save() {
        tenant.ask(save("a2V5", OLD));
    }

    @Test
    void theCredentialIsReplacedAndBelongsToTheSameRevision() {
        var revision = stored().revision();

        var decision = tenant.ask(reseal(stored().fingerprint()));

        assertThat(decision.result().accepted()).isTrue();
        assertThat(decision.tenant()).isNull();
        assertThat(decision.secrets()).containsExactly(new SealedSecret(SecretName.RMM_API_SECRET_KEY, NEW, revision));
        assertThat(decision.audit()).singleElement().satisfies(note -> {
            assertThat(note.action().phrase()).isEqualTo("seal credentials with another key");
            assertThat(note.after()).isEqualTo("RMM_API_SECRET_KEY");
        });
    }

    @Test
    void aSaveInBetweenWins() {
        var read = stored().fingerprint();
        tenant.ask(save(null, "bGF0ZXI="));

        var decision = tenant.ask(reseal(read));

        assertThat(decision.result().accepted()).isFalse();
        assertThat(decision.result().message()).contains("saved or erased after they were read");
        assertThat(decision.secrets()).isEmpty();
        assertThat(stored().ciphertext()).isEqualTo("bGF0ZXI=");
    }

    @Test
    void whatIsStillAsItWasReadIsReplacedBesideWhatIsNot() {
        var key = tenant.findSecret(SecretName.RMM_API_KEY).orElseThrow().fingerprint();
        var secretKey = stored().fingerprint();
        tenant.ask(save(null, "bGF0ZXI="));

        var decision = tenant.ask(new ResealSecrets(List.of(
                new Resealed(SecretName.RMM_API_KEY, key, new Credential(NEW)),
                new Resealed(SecretName.RMM_API_SECRET_KEY, secretKey, new Credential(NEW)))));

        assertThat(decision.secrets()).extracting(SealedSecret::name).containsExactly(SecretName.RMM_API_KEY);
    }

    @Test
    void aSaveThatKeepsTheCredentialKeepsItAsItIsSealedNow() {
        tenant.ask(reseal(stored().fingerprint()));

        tenant.ask(save("b3RoZXI=", null));

        assertThat(stored().ciphertext()).isEqualTo(NEW);
    }

    @Test
    void whatIsNotStoredIsNotBroughtBack() {
        var decision = tenant.ask(new ResealSecrets(
                List.of(new Resealed(SecretName.GRAVITYZONE_API_KEY, stored().fingerprint(), new Credential(NEW)))));

        assertThat(decision.result().accepted()).isFalse();
        assertThat(tenant.findSecret(SecretName.GRAVITYZONE_API_KEY)).isEmpty();
    }

    @Test
    void nothingIsStoredWhileTheTenantIsErased() {
        var read = stored().fingerprint();
        tenant.ask(new ResetTenant("Northwind IT"));

        assertThat(tenant.ask(reseal(read)).secrets()).isEmpty();
    }

    private SealedSecret stored() {
        return tenant.findSecret(SecretName.RMM_API_SECRET_KEY).orElseThrow();
    }

    private static ResealSecrets reseal(String replaces) {
        return new ResealSecrets(List.of(new Resealed(SecretName.RMM_API_SECRET_KEY, replaces, new Credential(NEW))));
    }

    private static SaveRmm save(@Nullable String key, @Nullable String secretKey) {
        return new SaveRmm(
                "https://rmm.example",
                RmmAccess.Grant.PASSWORD,
                "rm12",
                key == null ? null : new Credential(key),
                secretKey == null ? null : new Credential(secretKey),
                false);
    }
}
